// The screen for during a talk: a quiet clock, keys, and an encrypted draft for who wants one.
// Saving while typing is in portal.js. Without this file the page works as well.
(() => {
  "use strict";
  const form = document.querySelector("form[data-talk]");
  if (!form) return;
  const areas = [...form.querySelectorAll("textarea")];
  const { talk } = form.dataset;

  // 1. What time it is, once a minute; nothing counts down and nobody is told to hurry.
  const line = document.querySelector("[data-clock]");
  const parts = [...form.querySelectorAll("[data-part]")];
  const starts = Date.parse(line.dataset.starts);
  const ends = Date.parse(line.dataset.ends);
  const written = (moment) => new Intl.DateTimeFormat("nl-NL", {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam",
  }).format(moment).replace(":", ".");
  const showTime = () => {
    const now = Date.now();
    const minutes = Math.floor((now - starts) / 60_000);
    const busy = now >= starts && now < ends;
    line.textContent = `Het is ${written(now)} uur.`
      + (busy && minutes ? ` Jullie zijn ${minutes} ${minutes === 1 ? "minuut" : "minuten"} in gesprek.` : "");
    const begun = busy ? parts.filter((part) => Date.parse(part.dataset.at) <= now) : [];
    for (const part of parts) part.classList.toggle("rk-talk__now", part === begun.at(-1));
  };
  showTime();
  setInterval(showTime, 30_000);

  // On a phone the dossier comes instead of the notes: back again is where one was.
  let place = 0;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".rk-talk__switch a");
    if (link?.hash === "#dossier") place = scrollY;
  });
  addEventListener("hashchange", () => {
    if (location.hash === "#notities") scrollTo(0, place);
  });

  // 2. Keys: on to the next theme, back to the one before, save now.
  form.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") {
      const to = areas.indexOf(event.target) + (event.shiftKey ? -1 : 1);
      event.preventDefault();
      areas[to]?.focus();
      areas[to]?.scrollIntoView({ block: "center" });
    } else if (event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.dispatchEvent(new Event("rk:save", { bubbles: true }));
    }
  });

  // 3. Sending the page away when nobody answers would lose it: first ask whether we are heard.
  const say = (words) => {
    const status = form.querySelector(".rk-autosave");
    status.classList.add("rk-autosave--failed");
    status.textContent = words;
  };
  const isHeard = async () => {
    const { leftUrl } = document.getElementById("sessie")?.dataset ?? {};
    if (!leftUrl) return true;
    try {
      const answer = await fetch(leftUrl, { redirect: "manual", headers: { "HX-Request": "true" } });
      const kind = answer.headers.get("Content-Type") ?? "";
      return kind.startsWith("application/json")
        && (await answer.json()).person === document.body.dataset.person;
    } catch { return false; }
  };
  let heard = false;
  form.addEventListener("submit", async (event) => {
    if (heard) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await isHeard()) {
      heard = true;
      form.requestSubmit(event.submitter);
      return;
    }
    say("Dat kan nu niet: geen verbinding, of je bent uitgelogd. Je tekst staat nog op deze pagina.");
    areas[0].dispatchEvent(new Event("input", { bubbles: true })); // and it is tried again
  }, { capture: true });

  // 4. A draft on this device, only when chosen: encrypted with a key that lies with the notes.
  const NAME = "rk-draft:";
  const MONTH = 31 * 24 * 3_600_000;
  const own = NAME + talk;
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(NAME))) {
    const { at = 0 } = JSON.parse(localStorage.getItem(name)) ?? {};
    if (Date.now() - at > MONTH || (name === own && !form.dataset.key)) localStorage.removeItem(name);
  }
  if (!form.dataset.key || !window.crypto?.subtle) return;
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const text = (array) => btoa(Array.from(new Uint8Array(array), (one) => String.fromCharCode(one)).join(""));
  const key = crypto.subtle.importKey("raw", bytes(form.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);

  const keepDraft = async () => {
    const words = Object.fromEntries(areas.map((area) => [area.name, area.value]));
    const plain = new TextEncoder().encode(JSON.stringify({ version: form.elements.version.value, words }));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
    try {
      localStorage.setItem(own, JSON.stringify({ at: Date.now(), iv: text(iv), sealed: text(sealed) }));
    } catch { /* no room: the text is still in the page */ }
  };
  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keepDraft, 500); });
  form.addEventListener("rk:saved", () => { clearTimeout(timer); localStorage.removeItem(own); });

  const bringBack = async () => {
    const kept = JSON.parse(localStorage.getItem(own));
    if (!kept) return;
    if (document.readyState !== "complete") {
      await new Promise((go) => { addEventListener("load", go); }); // only then is a save listened for
    }
    let draft;
    try {
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes(kept.iv) }, await key, bytes(kept.sealed));
      draft = JSON.parse(new TextDecoder().decode(plain));
    } catch { return localStorage.removeItem(own); } // of a key that is gone
    const differing = areas.filter((area) => area.value !== draft.words[area.name]);
    if (!differing.length) return localStorage.removeItem(own);
    form.elements.version.value = draft.version; // what was saved elsewhere is not written over
    for (const area of differing) {
      area.value = draft.words[area.name] ?? area.value;
      area.dispatchEvent(new Event("input", { bubbles: true })); // only what changed is saved
    }
    say("Je concept van dit apparaat staat er weer. Het wordt nu bewaard.");
  };
  bringBack();
})();
