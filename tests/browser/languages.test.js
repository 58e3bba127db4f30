/* Three languages: no key, placeholder or machine's date where a sentence belongs. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { PAGES } = require("./site");
const { LANGS, words } = require("./words");

const AREAS = [...new Set(Object.keys(words("vi")).map((k) => k.split(".")[0]))];
const KEY = new RegExp(`(?<![\\w@./-])(?:${AREAS.join("|")})\\.[a-z_]+[a-z0-9_.]*`);
const LEFTOVERS = { key: KEY, brace: /[{}]/, "machine's date": /\d{4}-\d\d-\d\d(T|\b)/ };

/* What people read or hear, without what they or courts have written themselves. */
function readable() {
    const named = [...document.querySelectorAll("[title],[aria-label],[placeholder]")]
        .flatMap((e) => ["title", "aria-label", "placeholder"].map((a) => e.getAttribute(a)));
    return [document.title, document.body.innerText, ...named.filter(Boolean)];
}

for (const lang of LANGS) {
    for (const { role, name, at } of PAGES) {
        test(`${name} for ${role || "nobody"} is all in ${lang}`, async (v) => {
            const page = await v.open(role, { lang });
            await page.goto(await at(page));
            assert.equal(await page.getAttribute("html", "lang"), lang);
            for (const raw of await page.evaluate(readable)) {
                const text = raw.replace(/[\w.-]+@[\w.-]+/g, "");
                for (const [what, sign] of Object.entries(LEFTOVERS)) {
                    const m = sign.exec(text);
                    assert.ok(!m, `a ${what}: …${m && text.slice(Math.max(0, m.index - 40), m.index + 40)}…`);
                }
            }
        });
    }
}

test("the language chosen on a page stays chosen and the page stays", async (v) => {
    const page = await v.open("provider");
    await page.goto("/hearings");
    await page.click(".langs button[value=en]");
    assert.equal(new URL(page.url()).pathname, "/hearings");
    assert.equal(await page.textContent("h1"), words("en")["title.hearings"]);
    await page.goto("/me");
    assert.equal(await page.getAttribute("html", "lang"), "en");
});
