// Warns before the session ends. The server says how long it lasts: another tab may have gone on.
(() => {
  "use strict";
  const dialog = document.getElementById("sessie");
  if (!dialog?.showModal) return;
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const { leftUrl, extendUrl, loginUrl } = dialog.dataset;
  const warn = Number(dialog.dataset.warn) * 1000;
  const person = document.body.dataset.person;
  const here = location.pathname + location.search;
  let fixed = "fixed" in dialog.dataset;
  let ends = Date.now() + Number(dialog.dataset.left) * 1000;
  let asked = Date.now();
  let typed = 0;
  let closed = false; // the warning was read and put away
  let over = false;
  let timer;

  const say = (heading, when, what) => {
    document.getElementById("sessie-kop").textContent = heading;
    if (part("when").textContent !== when) part("when").textContent = when;
    part("what").textContent = what;
  };
  const open = (focus) => {
    if (!dialog.open) dialog.showModal();
    focus.focus();
  };
  // A dialog would take the words of somebody in the middle of a sentence.
  const isTyping = () => Date.now() - typed < 5_000;

  const about = (milliseconds) => {
    const minutes = Math.round(milliseconds / 60_000);
    return minutes > 1 ? `${minutes} minuten` : minutes === 1 ? "1 minuut" : "minder dan een minuut";
  };

  const warning = () => {
    const left = about(ends - Date.now());
    part("extend").hidden = fixed;
    part("login").hidden = true;
    if (fixed) {
      say("Je moet straks opnieuw inloggen", `Over ${left} loggen we je uit.`,
        "Je bent al lang achter elkaar ingelogd. Daarom kun je dit niet verlengen. Bewaar wat je hebt getypt. Wat je niet bewaart, blijft op deze pagina staan en komt terug als je weer bent ingelogd.");
    } else {
      say("Ben je er nog?", `Over ${left} loggen we je uit, omdat je een tijd niets deed.`,
        "Wat je hebt getypt, blijft op deze pagina staan en komt terug als je weer bent ingelogd.");
    }
    if (!dialog.open && !closed && !isTyping()) open(fixed ? part("close") : part("extend"));
  };

  const ended = () => {
    if (over) return;
    over = true;
    document.dispatchEvent(new Event("rk:loggedout")); // portal.js keeps what was typed
    part("extend").hidden = true;
    part("login").hidden = false;
    part("login").href = `${loginUrl}?next=${encodeURIComponent(here)}`;
    if (document.querySelector("form[data-in-memory]")) part("login").target = "_blank";
    say("Je bent uitgelogd", "Je tekst staat er nog.",
      "Log opnieuw in. Daarna staat je tekst er weer, ook wat nog niet was bewaard.");
    tellEnd();
  };
  const tellEnd = () => {
    if (over && isTyping()) setTimeout(tellEnd, 1_000);
    else if (over) open(document.getElementById("sessie-kop"));
  };

  const ask = async (url, options = {}) => {
    asked = Date.now();
    return fetch(url, {
      redirect: "manual", ...options, headers: { "HX-Request": "true", "HX-Current-URL": location.href, ...options.headers },
    });
  };
  const isLoggedOut = (response) => response.headers.get("HX-Redirect")?.startsWith(loginUrl);

  // What the server says. False when it could not say.
  const take = async (response) => {
    if (isLoggedOut(response)) return ended(), true;
    const kind = response.headers.get("Content-Type") ?? "";
    if (!response.ok || !kind.startsWith("application/json")) return false;
    const now = await response.json();
    if (now.person !== person) return false; // somebody else logged in here: change nothing
    ends = Date.now() + now.left * 1000;
    fixed = now.fixed;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      field.value = now.token; // it changed when this person logged in again in another tab
    }
    if (over || ends - Date.now() > warn) {
      if (over) document.dispatchEvent(new Event("rk:loggedin"));
      over = closed = false;
      if (dialog.open) dialog.close();
      plan();
    }
    return now;
  };

  const extend = async () => {
    try {
      const now = await take(await ask(leftUrl)); // for the token of now
      if (!now.token) return now;
      return await take(await ask(extendUrl, { method: "POST", headers: { "X-CSRFToken": now.token } }));
    } catch { return false; }
  };

  const look = async () => {
    const busy = typed > asked && Date.now() - typed < warn; // who types is there
    let known = false;
    try {
      known = busy && !fixed ? await extend() : await take(await ask(leftUrl));
    } catch { /* no connection: the next look may tell */ }
    if (!over && ends - Date.now() <= warn && (known || ends > Date.now())) warning();
    plan();
  };

  // Look again when it is time to warn; from then on every fifteen seconds, and right at the end.
  const plan = () => {
    clearTimeout(timer);
    if (over) return;
    const left = ends - Date.now();
    const wait = left > warn ? left - warn + 250 : Math.min(15_000, Math.max(1_000, left + 500));
    timer = setTimeout(look, Math.min(wait, 3_600_000));
  };

  part("extend").addEventListener("click", async () => {
    if (await extend()) tabs.postMessage("here");
    else say("Dat lukte niet", "We konden de server niet bereiken.", "Probeer het nog een keer.");
    plan();
  });
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { closed = ends - Date.now() <= warn; });
  document.addEventListener("input", () => { typed = Date.now(); });
  // Another tab says that somebody is there; or somebody comes back to this tab.
  const tabs = new BroadcastChannel("rk-session");
  tabs.onmessage = () => { if (over || dialog.open) look(); };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (over || Date.now() - asked > 30_000)) look();
  });
  // portal.js asks this when a save was refused: is this person logged in again, with a new token?
  document.addEventListener("rk:renew", (event) => {
    event.detail.renewed = ask(leftUrl).then(take, () => false).then((now) => Boolean(now?.token));
  });
  tabs.postMessage("here");
  plan();
})();
