// A quiet timer for a meeting: the steps stand on the page already, this adds a clock to one of
// them. No sound, nothing is stored; without this file the timetable is read from the wall.
(() => {
  "use strict";
  const wall = document.querySelector("[data-timer]");
  if (!wall) return;
  const steps = [...wall.querySelectorAll("[data-minutes]")];
  const seconds = (step) => Number(step.dataset.minutes) * 60;
  let at = 0;
  let left = seconds(steps[0]);
  let ends = null; // when this step is over, while the clock runs

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "rk-button rk-button--secondary";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  const face = document.createElement("p");
  face.className = "rk-wall__clock";
  const line = document.createElement("p");
  line.className = "rk-sr";
  line.setAttribute("role", "status");

  const rest = () => (ends === null ? left : Math.round((ends - Date.now()) / 1000));
  const digits = (number) => String(number).padStart(2, "0");
  const show = () => {
    const now = rest();
    const size = Math.abs(now);
    face.textContent = `${now < 0 ? "+" : ""}${Math.floor(size / 60)}:${digits(size % 60)}`;
    wall.classList.toggle("rk-wall--over", now < 0);
    steps.forEach((step, number) => {
      step.classList.toggle("rk-wall__step--now", number === at);
      step.classList.toggle("rk-wall__step--done", number < at);
      if (number === at) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1;
  };
  const go = (place) => {
    const running = ends !== null;
    at = place;
    left = seconds(steps[at]);
    ends = running ? Date.now() + left * 1000 : null;
    line.textContent = `${steps[at].querySelector("h2").textContent}, ${steps[at].dataset.minutes} minuten`;
    show();
  };
  const start = button("Start", () => {
    if (ends === null) {
      ends = Date.now() + left * 1000;
      start.textContent = "Even stil";
    } else {
      left = rest();
      ends = null;
      start.textContent = "Verder";
    }
    show();
  });
  start.className = "rk-button rk-button--primary";
  const back = button("Vorige stap", () => go(at - 1));
  const next = button("Volgende stap", () => go(at + 1));
  const bar = document.createElement("div");
  bar.className = "rk-wall__bar";
  bar.append(face, start, back, next, line);
  wall.querySelector(".rk-wall__head").append(bar);
  setInterval(show, 500);
  show();
})();
