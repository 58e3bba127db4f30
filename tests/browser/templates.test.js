/* The Centre's own texts: written, seen in three languages with their price, and saved. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible } = require("./accessible");
const { say } = require("./words");

const TEXT = "/templates/hearing.released/sms/vi";

test("an administrator sees a text in three languages with its price before saving it",
    async (v) => {
        const page = await v.open("administrator");
        await page.goto("/templates");
        await page.click(`a[href="${TEXT}"]`);
        const before = await page.inputValue("#wording");
        await page.fill("#wording", "TGPL: Ông/Bà thôi dự phiên tòa {{code}}, {{court}}.");
        await page.press("#wording", "Tab");
        await page.keyboard.press("Enter");
        await page.waitForSelector("[role=status]");
        const cards = await page.locator(".card").allInnerTexts();
        assert.equal(cards.length, 3);
        assert.match(cards[0], /TGPL: Ông\/Bà thôi dự phiên tòa 12\/2026\/TLST-DS/);
        assert.match(cards[0], new RegExp(`\\d ${say["template.parts"]}, \\d+ đ`));
        await assertAccessible(page);
        assert.equal(await page.evaluate(() => document.activeElement.textContent),
            say["template.save"], "the button that saves has the focus");
        await page.keyboard.press("Enter");
        await page.waitForURL("**done=template");
        assert.match(await page.inputValue("#wording"), /thôi dự phiên tòa/);
        await page.click(`button:text("${say["template.reset"]}")`);
        await page.waitForURL("**done=template_reset");
        assert.equal(await page.inputValue("#wording"), before);
    });

test("a private word is refused beside the text, which keeps what was typed", async (v) => {
    const page = await v.open("administrator");
    await page.goto(TEXT);
    await page.fill("#wording", "Vụ {{code}}: bị cáo vắng mặt");
    await page.click(`button:text("${say["template.look"]}")`);
    assert.equal(await page.getAttribute("#wording", "aria-invalid"), "true");
    assert.equal(await page.innerText("#error-at"), say["error.template.accusation"]);
    assert.equal(await page.inputValue("#wording"), "Vụ {{code}}: bị cáo vắng mặt");
    await assertAccessible(page);
});

test("a provider switches off what may be switched off, with the keyboard alone", async (v) => {
    const page = await v.open("provider");
    await page.goto("/me/notices");
    const box = 'input[name="on_duty.reminder"]';
    assert.equal(await page.isChecked(box), true);
    await page.focus(box);
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.waitForURL("**done=notices");
    assert.equal(await page.isChecked(box), false);
    await page.check(box);
    await page.click("button.main");
    await page.waitForURL("**done=notices");
});
