// Progressive enhancement. No eval, no inline style. Every page works without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const later = (delay, act) => {
    let timer;
    return (...words) => { clearTimeout(timer); timer = setTimeout(act, delay, ...words); };
  };

  // 1. Counter: <textarea data-limit="2000" id="x"> with <p id="x_left" role="status">.
  // Silent until the end comes near, and never faster than a screen reader can follow.
  const count = (area) => {
    const line = document.getElementById(`${area.id}_left`);
    if (!line) return;
    const limit = Number(area.dataset.limit);
    const near = Math.min(200, limit / 5);
    const left = limit - area.value.length;
    const words = (number) => `${number.toLocaleString("nl-NL")} ${number === 1 ? "teken" : "tekens"}`;
    line.textContent = left > near ? ""
      : left >= 0 ? `Je hebt nog ruimte voor ${words(left)}`
      : `Je tekst is ${words(-left)} te lang`;
  };
  const countSoon = later(700, count);
  document.addEventListener("input", (event) => {
    if (event.target.dataset?.limit) countSoon(event.target);
  });

  // 2. After a page load or an htmx swap: counters, focus on the error summary, news aloud.
  const start = (root = document) => {
    all("[data-limit]", root).forEach(count);
    all("form[data-again]", root).forEach(chooseAgain);
    all(".rk-errorsummary[data-focus]", root)[0]?.focus();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    start(event.target);
    const line = document.getElementById("melding");
    const news = event.target.dataset?.announce;
    if (line && news) line.textContent = news;
  });

  // 3. Dialog: <button data-dialog="id">. Without JavaScript the button is a link or a submit.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  });

  // 4. The menu of the person closes with Escape and by a click beside it.
  const closeMenu = (event) => {
    for (const menu of all(".rk-person[open]")) {
      if (event.type === "click" && menu.contains(event.target)) continue;
      if (event.type === "keydown") menu.querySelector("summary").focus();
      menu.open = false;
    }
  };
  document.addEventListener("click", closeMenu);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenu(event); });

  // 5. Typed text is never lost: <form data-autosave="address"> is saved while typing,
  // <form data-guard> only warns before the page is left. What could not be saved because the
  // session had ended stays in this tab, and comes back after logging in.
  const unsaved = new Set();
  const guarded = (element) => element.closest?.("form[data-guard], form[data-autosave]");
  const person = () => document.body.dataset.person;
  const KEPT = "rk-kept:";
  const attribute = (form, name) => form.getAttribute(name) ?? ""; // a field may be called "action"
  const keyOf = (form) => `${KEPT}${location.pathname}${location.search} ${attribute(form, "action")}`;
  const ONLY_THE_PAGE = ["csrfmiddlewaretoken"];
  let isOut = false; // the session ended: what is typed is kept in this tab
  const inMemory = (form) => "inMemory" in form.dataset; // stays in the page, never on the device

  const keep = (form, sent) => {
    if (!person() || inMemory(form)) return;
    const fields = [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !ONLY_THE_PAGE.includes(name)
    );
    try {
      sessionStorage.setItem(keyOf(form), JSON.stringify({ person: person(), sent, fields }));
    } catch { /* no room or not allowed: the text is still in the page */ }
  };

  const putBack = (form, fields) => {
    for (const control of form.elements) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
      // With the version it was typed on: what was saved elsewhere since is not written over.
      else if (values.length && (control.name === "version"
        || !["file", "hidden", "password", "submit"].includes(control.type))) {
        control.value = values[0];
      }
    }
  };

  const say = (form, words, failed = false) => {
    const line = form.querySelector(".rk-autosave");
    if (!line) return;
    line.classList.toggle("rk-autosave--failed", failed);
    line.textContent = words;
  };

  const loginLink = (form) => {
    const link = document.createElement("a");
    link.href = `/account/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = inMemory(form) ? "Log in een ander tabblad opnieuw in" : "Log opnieuw in";
    if (inMemory(form)) link.target = "_blank"; // this page keeps the text
    form.querySelector(".rk-autosave")?.append(" ", link, ".");
  };

  const clock = () => new Intl.DateTimeFormat("nl-NL", {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam",
  }).format(new Date()).replace(":", ".");

  const loggedOut = (response) => response.type === "opaqueredirect"
    || response.status === 401 || response.headers.has("HX-Redirect");

  // The token of a form changes at each login. True when this person is logged in again, in
  // another tab, and the forms here have the new token (session.js asks the server).
  const renewed = async () => {
    const detail = {};
    document.dispatchEvent(new CustomEvent("rk:renew", { detail }));
    return detail.renewed;
  };

  // What is typed while a save is under way is not in that save: count the edits of each form.
  const edits = new WeakMap();

  const save = async (form, again = false) => {
    const edit = edits.get(form);
    const typed = new FormData(form);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    let response;
    try {
      response = await fetch(form.dataset.autosave, {
        method: "POST", body: typed, redirect: "manual", headers: { "HX-Request": "true" },
      });
    } catch {
      keep(form, false);
      saveAgainSoon(form);
      return say(form, "Geen verbinding. Je tekst staat nog op deze pagina. We proberen het zo opnieuw.", true);
    }
    if (response.status === 403 && !again && await renewed()) return save(form, true);
    if (loggedOut(response) || response.status === 403) {
      isOut = true;
      keep(form, false); // leaving for the login page loses nothing
      renewed();
      const where = inMemory(form) ? "Je tekst staat nog op deze pagina." : "Je tekst blijft op dit apparaat staan.";
      say(form, `Je bent niet meer ingelogd. ${where}`, true);
      return loginLink(form);
    }
    const kind = response.headers.get("Content-Type") ?? "";
    if (!response.ok) {
      if (response.status >= 500) saveAgainSoon(form);
      const reason = kind.startsWith("text/plain") ? await response.text() : "";
      return say(form, reason || "Bewaren lukte niet. Je tekst staat nog op deze pagina.", true);
    }
    // The answer may hold new values for hidden fields, such as the version of the text.
    const fresh = kind.startsWith("application/json") ? await response.json() : {};
    for (const [name, value] of Object.entries(fresh)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    isOut = false;
    if (edits.get(form) !== edit) return saveNext(form); // there is more already
    sessionStorage.removeItem(keyOf(form));
    unsaved.delete(form);
    form.dispatchEvent(new Event("rk:saved"));
    say(form, `Bewaard om ${clock()} uur`);
  };
  // One after the other, so that two saves never carry the same version.
  const queues = new WeakMap();
  const saveNext = (form) => {
    const next = (queues.get(form) ?? Promise.resolve()).then(() => unsaved.has(form) && save(form));
    queues.set(form, next);
  };
  const saveSoon = later(2000, saveNext);
  const saveAgainSoon = later(5000, saveNext);

  document.addEventListener("input", (event) => {
    const form = guarded(event.target);
    if (!form) return;
    unsaved.add(form);
    edits.set(form, (edits.get(form) ?? 0) + 1);
    if (isOut) keep(form, false);
    if (form.dataset.autosave) saveSoon(form);
  });
  const saveAll = () => all("form[data-autosave]").forEach(saveNext);
  addEventListener("online", saveAll);
  document.addEventListener("rk:save", (event) => saveNext(event.target)); // a key was pressed
  addEventListener("beforeunload", (event) => {
    if (unsaved.size && (!isOut || [...unsaved].some(inMemory))) event.preventDefault();
  });
  document.addEventListener("rk:loggedout", () => {
    isOut = true;
    unsaved.forEach((form) => keep(form, false));
  });
  document.addEventListener("rk:loggedin", () => { isOut = false; saveAll(); });

  document.addEventListener("submit", (event) => {
    const form = guarded(event.target);
    if (form) {
      keep(form, true);
      unsaved.delete(form);
    }
    if (attribute(event.target, "action").endsWith("/account/logout/")) change(() => null);
    if (attribute(event.target, "method") === "post" && !event.target.dataset.hxPost) {
      event.submitter?.setAttribute("aria-busy", "true");
    }
  });
  addEventListener("pageshow", () => {
    all("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = guarded(event.detail.elt);
    if (form && event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect")) {
      unsaved.delete(form);
      sessionStorage.removeItem(keyOf(form));
    }
  });

  // Give every kept text a new state, or forget it (null).
  const change = (next) => {
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT))) {
      const state = next(JSON.parse(sessionStorage.getItem(key)));
      if (state) sessionStorage.setItem(key, JSON.stringify(state));
      else sessionStorage.removeItem(key);
    }
  };

  const welcomeBack = () => {
    // The login page or an error page: what was sent did not arrive.
    if (!person() || document.querySelector("[data-not-arrived]")) {
      return change((kept) => ({ ...kept, sent: false }));
    }
    change((kept) => (kept.sent || kept.person !== person() ? null : kept));
    for (const form of all("form[data-autosave], form[data-guard]")) {
      const kept = JSON.parse(sessionStorage.getItem(keyOf(form)));
      if (!kept) continue;
      putBack(form, kept.fields);
      unsaved.add(form);
      say(form, "Je tekst staat er weer. Hij is nog niet bewaard.");
      if (form.dataset.autosave) saveSoon(form);
    }
  };

  // 6. Files: <form data-files> names what was chosen and shows how far the sending is. What is
  // dropped on the page is chosen; what was not kept is chosen again in the form that comes back.
  const filesForm = (element) => element?.closest?.("form[data-files]");
  const chosen = (form) => [...all("input[type=file]", form)].flatMap((input) => [...input.files]);
  let sent = [];

  const showChosen = (form) => {
    const named = (file) => {
      const [item, name] = ["li", "span"].map((tag) => document.createElement(tag));
      name.textContent = file.name;
      item.append(name);
      return item;
    };
    form.querySelector("[data-chosen]")?.replaceChildren(...chosen(form).map(named));
  };
  const choose = (form, files) => {
    const list = new DataTransfer();
    files.forEach((file) => list.items.add(file));
    form.querySelector("input[type=file]").files = list.files;
    showChosen(form);
  };
  const chooseAgain = (form) => {
    const files = form.dataset.again.split(" ").map((place) => sent[place]).filter(Boolean);
    if (!files.length) return;
    choose(form, files);
    all("[data-choose-again]", form).forEach((note) => { note.hidden = true; });
  };

  document.addEventListener("change", (event) => {
    const form = event.target.type === "file" && filesForm(event.target);
    if (form) showChosen(form);
  });
  const drag = (event) => {
    const form = filesForm(event.target) ?? document.querySelector("form[data-files]");
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // a file that lands beside the form does not replace the page
    form.classList.toggle("rk-dropping", event.type === "dragover");
    if (event.type === "drop") choose(form, [...event.dataTransfer.files]);
  };
  ["dragover", "dragleave", "drop"].forEach((name) => document.addEventListener(name, drag));

  const bar = (form) => form.querySelector("progress");
  const showBar = (form) => {
    const made = document.createElement("progress");
    made.className = "rk-progress";
    made.setAttribute("aria-label", "Versturen");
    form.querySelector(".rk-autosave").before(made);
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = filesForm(event.target);
    if (!form) return;
    sent = chosen(form);
    if (!sent.length) return;
    say(form, "Je bestanden worden verstuurd.");
    showBar(form);
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const line = filesForm(event.target) && bar(event.target);
    if (!line?.isConnected || line.dataset.done || !event.detail.lengthComputable) return;
    line.max = event.detail.total;
    line.value = event.detail.loaded;
    if (event.detail.loaded < event.detail.total) return;
    line.dataset.done = "1"; // what is counted from here on is the answer
    say(event.target, "Alles is verstuurd. We controleren je bestanden.");
  });
  const notSent = (words) => (event) => {
    const form = filesForm(event.target);
    if (!form) return;
    bar(form)?.remove();
    const answer = event.detail.xhr;
    const isSentence = answer?.getResponseHeader("Content-Type")?.startsWith("text/plain");
    say(form, isSentence ? answer.responseText : words, true);
  };
  document.addEventListener("htmx:sendError", notSent(
    "Geen verbinding. Er is niets verstuurd. Je keuze staat er nog: probeer het zo opnieuw."));
  document.addEventListener("htmx:responseError", notSent(
    "Versturen lukte niet. Je keuze staat er nog: probeer het zo opnieuw."));

  // 7. What a page asks again and again rests while nobody looks; seen again, it asks at once.
  const POLLS = "[data-hx-trigger^=every]";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches(POLLS)) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    all(POLLS).forEach((asks) => asks.dispatchEvent(new CustomEvent("rk:seen")));
  });

  document.addEventListener("DOMContentLoaded", () => { welcomeBack(); start(); });
})();
