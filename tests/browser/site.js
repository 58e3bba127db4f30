/* Every page of the product with the roles that use it. */
"use strict";

const fixed = [
    [null, "/login", "login"],
    ["coordinator", "/", "today"], ["coordinator", "/roster", "roster"],
    ["coordinator", "/hearings", "hearings"], ["coordinator", "/hearings/new", "hearing-new"],
    ["coordinator", "/hearings/import", "import"], ["coordinator", "/me", "me"],
    ["coordinator", "/messages", "messages"], ["coordinator", "/texts", "texts"],
    ["coordinator", "/mails", "mails"],
    ["provider", "/", "today"], ["provider", "/roster", "roster"],
    ["provider", "/hearings", "hearings"], ["provider", "/me", "me"],
    ["clerk", "/", "today"], ["clerk", "/hearings", "hearings"],
    ["clerk", "/hearings/new", "hearing-new"],
    ["police", "/", "today"], ["director", "/", "today"], ["director", "/roster", "roster"],
    ["administrator", "/messages", "messages"],
];

exports.PAGES = fixed.map(([role, where, name]) => ({ role, name, at: async () => where })).concat([
    /* Pages of one thing: found on the page that lists it. */
    { role: "coordinator", name: "roster-why",
        at: (page) => first(page, "/roster", ".roster a.d") },
    { role: "coordinator", name: "hearing",
        at: (page) => first(page, "/hearings", "td a[href^='/hearings/']") },
    { role: "coordinator", name: "hearing-edit",
        at: async (page) => `${await first(page, "/hearings", "td a[href^='/hearings/']")}/edit` },
    { role: "coordinator", name: "import-preview",
        at: (page) => first(page, "/hearings/import", "main li a") },
    { role: "coordinator", name: "not-found", status: 404, at: async () => "/nowhere" },
    { role: "police", name: "forbidden", status: 403, at: async () => "/roster" },
]);

/* The address behind the first link that fits on a page. */
async function first(page, where, selector) {
    await page.goto(where);
    return page.locator(selector).first().getAttribute("href");
}
exports.first = first;
