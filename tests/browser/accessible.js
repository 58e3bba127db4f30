/* What axe-core finds wrong with a page (labels, roles, contrast, order), and what does not fit. */
"use strict";
const assert = require("assert");
const fs = require("fs");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

exports.assertAccessible = async (page) => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa"], resultTypes: ["violations"] }));
    const said = violations.map((v) => `${v.id}: ${v.help}\n  `
        + v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary}`).join("\n  "));
    assert.equal(said.join("\n"), "", "axe-core");
};

exports.assertFits = async (page, width) => {
    await page.setViewportSize({ width, height: 640 });
    const { wide, culprits } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        culprits: [...document.querySelectorAll("body *")].filter((e) => !e.closest(".scroll, .hide")
            && e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3)
            .map((e) => e.outerHTML.slice(0, 120)),
    }));
    assert.ok(wide <= width, `${wide} px wide in ${width} px: ${culprits.join("\n")}`);
};
