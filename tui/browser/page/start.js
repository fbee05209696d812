// Tells the terminal where its program is: at the server that this page is from, whatever it is called there.
// `?fontsize=14` makes the letters smaller, so that more fits into the window.
window.addEventListener("DOMContentLoaded", () => {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${window.location.host}/ws`;
  const wanted = Number(new URLSearchParams(window.location.search).get("fontsize"));
  if (wanted >= 8 && wanted <= 40) terminal.dataset.fontSize = String(wanted);
});

// The keyboard belongs to the program from the first moment on, and again when the window comes back.
const type = () => document.querySelector(".xterm-helper-textarea")?.focus();
window.addEventListener("focus", type);
window.addEventListener("load", () => {
  const seen = new MutationObserver(() => { if (document.body.classList.contains("-first-byte")) { type(); seen.disconnect(); } });
  seen.observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
