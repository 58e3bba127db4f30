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
    ["clerk", "/hearings/import", "import"], ["coordinator", "/hearings/queue", "queue"],
    ["police", "/", "today"], ["director", "/", "today"], ["director", "/roster", "roster"],
    ["administrator", "/messages", "messages"],
    ["coordinator", "/demand", "demand"], ["coordinator", "/calendar", "calendar"],
    ["coordinator", "/people", "people"], ["coordinator", "/people/new", "person-new"],
    ["coordinator", "/absences", "absences"], ["coordinator", "/absences/new", "absence-new"],
    ["coordinator", "/points", "points"], ["coordinator", "/swaps", "swaps"],
    ["coordinator", "/lists", "lists"], ["coordinator", "/history", "history"],
    ["coordinator", "/roster/publish", "publish"], ["coordinator", "/roster/versions", "versions"],
    ["coordinator", "/roster/repair", "repair"], ["coordinator", "/organisations", "organisations"],
    ["provider", "/points", "points"], ["provider", "/me/absence", "me-absence"],
    ["provider", "/me/wish", "me-wish"], ["provider", "/swaps", "swaps"],
    ["provider", "/me/calendars", "my-calendars"], ["provider", "/me/busy", "my-busy"],
    ["coordinator", "/calendars", "calendars"], ["police", "/calendars", "calendars"],
    ["clerk", "/lists", "lists"], ["police", "/lists", "lists"], ["director", "/points", "points"],
    ["director", "/people", "people"], ["coordinator", "/cases", "cases"],
    ["director", "/cases/late", "late"], ["administrator", "/organisations", "organisations"],
    ["coordinator", "/keys", "keys"], ["coordinator", "/sources", "sources"],
    ["administrator", "/messages/rules", "messages-rules"],
    ["administrator", "/messages/rules/hearing.assigned", "messages-rule"],
    ["administrator", "/templates", "templates"],
    ["administrator", "/templates/hearing.moved/sms/vi", "template"],
    ["provider", "/me/notices", "me-notices"],
    ["director", "/keys", "keys"], [null, "/door", "door"], ["coordinator", "/answers", "answers"],
    ["coordinator", "/messages/incoming", "incoming"], ["provider", "/me/contacts", "my-contacts"],
];

exports.PAGES = fixed.map(([role, where, name]) => ({ role, name, at: async () => where })).concat([
    /* Pages of one thing: found on the page that lists it. */
    { role: "provider", name: "roster-why",
        at: (page) => first(page, "/roster", ".roster a.d") },
    { role: "coordinator", name: "substitutes",
        at: (page) => first(page, "/roster", ".roster a.d") },
    { role: "coordinator", name: "demand-post",
        at: (page) => first(page, "/demand", "main a[href^='/demand/posts/']") },
    { role: "coordinator", name: "demand-rule",
        at: (page) => first(page, "/demand", "main a[href^='/demand/rules/']") },
    { role: "coordinator", name: "list", at: (page) => first(page, "/lists", "td a") },
    { role: "coordinator", name: "poster",
        at: (page) => first(page, "/lists", "td a[href$='/poster']") },
    { role: "coordinator", name: "organisation",
        at: (page) => first(page, "/organisations", "main a[href^='/organisations/']") },
    { role: "police", name: "list", at: (page) => first(page, "/lists", "td a") },
    { role: "provider", name: "swap-new", at: (page) => first(page, "/me", "a[href*='/swaps/new']") },
    { role: "provider", name: "why", at: (page) => first(page, "/me", "a[href$='/why']") },
    { role: "coordinator", name: "hearing",
        at: (page) => first(page, "/hearings", "td a[href^='/hearings/']") },
    { role: "coordinator", name: "case",
        at: (page) => first(page, "/cases", "td a[href^='/cases/']") },
    { role: "coordinator", name: "hearing-edit",
        at: async (page) => `${await first(page, "/hearings", "td a[href^='/hearings/']")}/edit` },
    { role: "coordinator", name: "hearing-put-off",
        at: async (page) => `${await first(page, "/hearings", "td a[href^='/hearings/']")}/adjourn` },
    { role: "coordinator", name: "hearing-online",
        at: async (page) => `${await first(page, "/hearings", "td a[href^='/hearings/']")}/online` },
    { role: "coordinator", name: "hearing-evidence",
        at: async (page) => `${await first(page, "/hearings", "td a[href^='/hearings/']")}/evidence` },
    { role: "coordinator", name: "import-preview",
        at: (page) => first(page, "/hearings/import", "main li a") },
    { role: "coordinator", name: "person",
        at: (page) => first(page, "/people", "td a[href^='/people/']") },
    { role: "coordinator", name: "point-entries",
        at: (page) => first(page, "/points", "td a[href^='/points/']") },
    { role: "coordinator", name: "absence",
        at: (page) => first(page, "/absences", "main li a[href^='/absences/']") },
    { role: "coordinator", name: "absence-effect",
        at: async (page) => `/absences/new?now=1&provider_id=${(await first(page, "/people",
            "td a[href^='/people/']")).split("/").pop()}` },
    { role: "coordinator", name: "source", at: source },
    { role: "coordinator", name: "answer", at: invitation },
    { role: "coordinator", name: "message",
        at: (page) => first(page, "/messages", "td a[href^='/messages/']") },
    { role: "coordinator", name: "c", at: (page) => shortLink(page, 3) },
    { role: "coordinator", name: "not-found", status: 404, at: async () => "/nowhere" },
    { role: "police", name: "forbidden", status: 403, at: async () => "/roster" },
]);

/* A calendar address; there is none until somebody enters it. */
async function source(page) {
    await page.goto("/sources");
    if (await page.locator("td a[href^='/sources/']").count() === 0) {
        await page.selectOption("#body_id", { index: 1 });
        await page.fill("#url", "https://lich.example.vn/lich.ics");
        await page.click("form[action='/sources'] button.main");
    }
    return first(page, "/sources", "td a[href^='/sources/']");
}

/* The link of an invitation among the captured mails. */
async function invitation(page) {
    for (let offset = 0; offset < 2000; offset += 50) {
        await page.goto(`/mails?offset=${offset}`);
        const found = (await page.textContent("main")).match(/\/a\/[0-9a-f-]{38,}/);
        if (found) {
            return found[0];
        }
    }
    throw new Error("no mail is an invitation");
}
exports.invitation = invitation;

/* The nth link for confirming among the captured texts: another message for each who uses it up. */
async function shortLink(page, n) {
    const found = [];
    for (let offset = 0; offset < 2000 && found.length <= n; offset += 50) {
        await page.goto(`/texts?offset=${offset}`);
        found.push(...(await page.textContent("main")).match(/\/c\/[2-9a-z]{16}\b/g) || []);
    }
    if (found.length <= n) {
        throw new Error("no text asks for a confirmation");
    }
    return found[n];
}
exports.shortLink = shortLink;

/* The address behind the first link that fits on a page. */
async function first(page, where, selector) {
    await page.goto(where);
    return page.locator(selector).first().getAttribute("href");
}
exports.first = first;
