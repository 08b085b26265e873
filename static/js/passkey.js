// Passkeys, with what the browser itself offers. <form data-passkey="make"> or "use" holds a hidden
// field "credential"; its options stand in the page (data-options="id") or at data-options-url.
// Where the browser knows no passkeys the form stays hidden and its data-without is shown.
(() => {
  "use strict";
  const WORDS = {
    NotAllowedError: "Het is niet gelukt, of je hebt het afgebroken. Probeer het gerust nog een keer.",
    InvalidStateError: "Op dit apparaat staat al een passkey voor dit account. Je hoeft niets meer te doen.",
    ConstraintError: "Dit apparaat kan geen passkey bewaren. Zet eerst een schermslot aan, of kies een andere manier.",
    NotSupportedError: "Dit apparaat kan geen passkey bewaren. Kies een andere manier.",
    SecurityError: "Op dit webadres werken passkeys niet. Kies een andere manier.",
    TypeError: "Er is geen verbinding. Probeer het zo nog een keer.",
    TooOften: "Je probeerde het te vaak. Wacht een minuut en probeer het dan opnieuw.",
  };
  const OTHERWISE = "Er ging iets mis. Probeer het nog een keer, of kies een andere manier.";
  const { PublicKeyCredential: Key } = window;
  const works = Key?.parseCreationOptionsFromJSON && Key.parseRequestOptionsFromJSON && Key.prototype.toJSON;

  const problem = (name) => Object.assign(new Error(name), { name });

  const fetched = async (url) => {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw problem(answer.status === 429 ? "TooOften" : "Error");
    return answer.json();
  };

  const optionsOf = async ({ options, optionsUrl }) => {
    const found = options ? JSON.parse(document.getElementById(options).textContent) : await fetched(optionsUrl);
    return (found.creation_options ?? found.request_options).publicKey;
  };

  const make = (json) => navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(json) });
  const use = (json) => navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(json) });

  const say = (form, words) => {
    const line = form.querySelector("[data-says]");
    line.replaceChildren();
    if (!words) return;
    const text = document.createElement("p");
    text.className = "rk-field__error rk-mt-2";
    text.textContent = words;
    line.append(text);
  };

  const answer = async (form) => {
    say(form, "");
    try {
      const json = await optionsOf(form.dataset);
      const credential = await (form.dataset.passkey === "make" ? make(json) : use(json));
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
      say(form, WORDS[error.name] ?? OTHERWISE);
    }
  };

  const start = () => {
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      if (!works) continue;
      form.hidden = false;
      document.getElementById(form.dataset.without)?.setAttribute("hidden", "");
      form.addEventListener("submit", (event) => { event.preventDefault(); answer(form); });
    }
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
  };
  start();
})();
