/* Comfort on top of pages that work without it. */
"use strict";
document.addEventListener("focusin", function (e) {
    if (e.target.hasAttribute("data-select")) e.target.select();
});
/* A second press on a button must not send a form twice; what cannot be undone is asked first. */
document.addEventListener("submit", function (e) {
    var form = e.target, button = form.querySelector("[data-busy]");
    if (form.dataset.sent || (form.dataset.sure && !confirm(form.dataset.sure))) {
        e.preventDefault();
        return;
    }
    form.dataset.sent = "1";
    if (button) button.textContent = button.dataset.busy;
    setTimeout(function () { delete form.dataset.sent; }, 10000);
});
/* Back to a page kept in memory: its forms are unsent again. */
addEventListener("pageshow", function (e) {
    if (e.persisted) document.querySelectorAll("[data-sent]").forEach(function (form) {
        delete form.dataset.sent;
    });
});
/* Says beside a date field which day that is: a browser shows dates in an order of its own, and a
 * day typed short (3/12) means the next such day. The server reads it again. */
function typedDay(text) {
    var part = /^\s*(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?\s*$/.exec(text) ||
        /^\s*(\d{2})(\d{2})(\d{4}|\d{2})?\s*$/.exec(text), now = new Date(), day;
    if (!part) return null;
    day = new Date(Date.UTC(part[3] ? ("20" + part[3]).slice(-4) : now.getFullYear(), part[2] - 1, part[1]));
    if (!part[3] && day < Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
        day.setUTCFullYear(day.getUTCFullYear() + 1);
    return day.getUTCDate() === +part[1] ? day : null;
}
document.querySelectorAll(".fields [type=date], [data-day]").forEach(function (input) {
    var hint = document.createElement("small"), lang = document.documentElement.lang;
    var form = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
        weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
    function show() {
        var day = input.type === "date" ? input.valueAsDate : typedDay(input.value);
        hint.textContent = day ? form.format(day) : "";
    }
    hint.className = "hint";
    hint.setAttribute("aria-live", "polite");
    input.after(hint);
    input.addEventListener("input", show);
    show();
});
/* The usual hours of a court as buttons beside the field they fill; who types needs no stop there. */
document.querySelectorAll("[data-chips]").forEach(function (input) {
    var chips = document.createElement("div");
    chips.className = "hint";
    [].forEach.call(input.list.options, function (option) {
        var chip = document.createElement("button");
        chip.type = "button";
        chip.className = "quiet";
        chip.tabIndex = -1;
        chip.textContent = option.value;
        chip.addEventListener("click", function () {
            input.value = option.value;
            input.focus();
        });
        chips.append(chip);
    });
    input.after(chips);
});
/* What is asked of an online hearing alone stands aside while it is held in person, and the point
 * where somebody sits must have a name. */
(function () {
    var mode = document.getElementById("mode"), sits = document.getElementById("sits");
    function show() {
        var asks = function (id, needed) { document.getElementById(id).required = needed; };
        document.querySelectorAll("[data-online]").forEach(function (e) {
            e.hidden = mode.value === "in_person";
        });
        asks("component", mode.value !== "in_person" && sits.value === "component");
        asks("room", mode.value !== "in_person" && sits.value === "central");
    }
    if (!sits) return;
    mode.addEventListener("change", show);
    sits.addEventListener("change", show);
    show();
})();
/* Today's column of the roster, in the Centre's zone; on a narrow screen it comes into view. */
document.querySelectorAll("[data-zone]").forEach(function (table) {
    var day = new Intl.DateTimeFormat("en-CA", { timeZone: table.dataset.zone,
        year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
    var head = table.querySelector('[data-date="' + day + '"]'), box = table.parentElement;
    if (!head) return;
    [].forEach.call(table.rows, function (row) { row.cells[head.cellIndex].classList.add("today"); });
    box.scrollLeft = head.offsetLeft - (box.clientWidth + table.rows[0].cells[0].offsetWidth) / 2;
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
/* A draft being drawn: its figures are fetched again each second, and its page when it is over. Only
 * what has changed is put in place, so that a reader aloud hears each state once. */
(function () {
    var run = document.getElementById("run");
    function look() {
        fetch(run.dataset.run, { redirect: "manual" }).then(function (reply) {
            if (reply.type === "opaqueredirect") location.replace(run.dataset.after);
            else return reply.text().then(show);
        }).catch(function () {}).then(function () { setTimeout(look, 1000); });
    }
    function show(text) {
        var fresh = new DOMParser().parseFromString(text, "text/html");
        run.querySelectorAll("[data-live]").forEach(function (part) {
            var now = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
            if (now && now.innerHTML !== part.innerHTML) part.innerHTML = now.innerHTML;
        });
    }
    if (run) setTimeout(look, 1000);
})();
