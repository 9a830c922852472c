// Puts the name of a figure into the text where the cursor was last.
(function () {
  "use strict";
  var last = null;
  document.addEventListener("focusin", function (event) {
    if (event.target.matches("textarea[data-takes-figures]")) {
      last = event.target;
    }
  });
  document.querySelectorAll("button[data-insert]").forEach(function (button) {
    button.hidden = false;
    button.title = "放进文字";
    button.nextElementSibling.hidden = true;
    button.addEventListener("click", function () {
      var area = last || document.querySelector("textarea[data-takes-figures]");
      var start = area.selectionStart;
      area.setRangeText(button.dataset.insert, start, area.selectionEnd, "end");
      area.focus();
    });
  });
})();
