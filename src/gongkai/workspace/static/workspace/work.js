// Comfort only: every page works without it. Copies the ready text; saves a draft by itself while somebody writes.
(function () {
  "use strict";

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var text = document.querySelector(button.dataset.copy);
    if (!text || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text.value).then(function () {
        button.textContent = "已复制";
      });
    });
  });

  var form = document.getElementById("editor");
  var told = document.getElementById("autosave");
  if (!form || form.dataset.autosave !== "yes" || !window.fetch) return;
  var PAUSE = 5000; // milliseconds after the last key
  var timer = null;
  var busy = false;
  var changed = false;
  var stopped = false;

  function say(words) {
    if (told) told.textContent = words;
  }

  function save() {
    timer = null;
    if (busy || stopped) return;
    busy = true;
    changed = false;
    var data = new FormData(form);
    data.delete("files");
    data.delete("detach");
    data.set("act", "save");
    fetch(form.action, { method: "POST", body: data, headers: { "X-Autosave": "1" }, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) {
        return answer.text().then(function (text) {
          if (answer.ok && answer.headers.get("X-Revision")) {
            form.elements.revision.value = answer.headers.get("X-Revision");
            var held = form.elements._held;
            if (held) held.remove();
            var panel = document.getElementById("checks");
            if (panel && !panel.contains(document.activeElement)) panel.innerHTML = text;
            var now = new Date();
            say("已自动保存 " + ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2));
          } else if (answer.status === 401 || answer.status === 422 || answer.status === 409) {
            stopped = true;
            var box = document.createElement("div");
            box.innerHTML = text;
            say(box.textContent.trim() + " 自动保存已停。");
          } else {
            say("自动保存没有成功，请按“保存”。");
          }
        });
      })
      .catch(function () {
        say("网络不通，还没有保存。");
      })
      .then(function () {
        busy = false;
        if (changed && !stopped) later();
      });
  }

  function later() {
    if (timer) clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", function (event) {
    if (event.target.type === "file") return;
    changed = true;
    later();
  });
  form.addEventListener("submit", function () {
    stopped = true;
    if (timer) clearTimeout(timer);
  });
})();
