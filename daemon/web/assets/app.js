/* Comfort on top of pages that work without it. */
"use strict";
document.addEventListener("focusin", function (e) {
    if (e.target.hasAttribute("data-select")) e.target.select();
});
/* A second press on a button must not send a form twice. */
document.addEventListener("submit", function (e) {
    var form = e.target;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 4000);
});
/* Arrow keys move between duties of the roster table. */
document.addEventListener("keydown", function (e) {
    var cell = e.target.closest && e.target.closest(".roster td");
    if (!cell) return;
    var row = cell.parentElement, at = cell.cellIndex, to = null, step;
    if (e.key === "ArrowRight" || e.key === "ArrowLeft") {
        step = e.key === "ArrowRight" ? "nextElementSibling" : "previousElementSibling";
        for (to = cell[step]; to && !to.querySelector("a"); to = to[step]);
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        step = e.key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
        for (row = row[step]; row && !row.cells[at].querySelector("a"); row = row[step]);
        to = row && row.cells[at];
    }
    if (to && to.querySelector("a")) { e.preventDefault(); to.querySelector("a").focus(); }
});
