/* What axe-core finds wrong with a page: labels, roles, contrast, order. */
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
