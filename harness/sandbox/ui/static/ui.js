"use strict";
// Adds each request to the log as it comes; the page works without, by reloading.
const table = document.getElementById("log");
const live = document.getElementById("live");
const pause = document.getElementById("pause");
let source = null;
let after = Number(table.dataset.after);

function cell(row, className, ...content) {
  const made = row.insertCell();
  made.className = className;
  made.append(...content);
}

function element(name, text, properties = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, properties);
}

function add(line) {
  after = line.number;
  const row = table.tBodies[0].insertRow(0);
  const status = `status s${Math.floor(line.status / 100)}`;
  cell(row, "date", element("time", line.at.slice(11, 19), { dateTime: line.at }));
  cell(row, "number", element("span", line.status, { className: status }));
  const rule = line.rule ? [element("span", `rule ${line.rule}`, { className: "mark" })] : [];
  cell(row, "path", element("b", line.method), ` ${line.path} `, ...rule);
  cell(row, "wide date", element("code", line.intuit_tid));
  while (table.tBodies[0].rows.length > Number(table.dataset.shown)) {
    table.tBodies[0].deleteRow(-1);
  }
}

function start() {
  const query = new URLSearchParams({ after, realm: table.dataset.realm });
  source = new EventSource(`/ui/log/stream?${query}`);
  source.onopen = () => { live.textContent = "Live"; };
  source.onmessage = (event) => add(JSON.parse(event.data));
  source.onerror = () => { stop(); live.textContent = "The emulator does not answer. Reload to try again."; };
}

function stop() {
  source.close();
  live.textContent = "Paused";
}

pause.hidden = false;
pause.addEventListener("click", () => {
  const pausing = pause.getAttribute("aria-pressed") === "false";
  pause.setAttribute("aria-pressed", String(pausing));
  pausing ? stop() : start();
});
start();
