/* Somebody at a keyboard who writes Vietnamese as people do, in Telex: "Lê" is L e e. Every key is a
 * real key event that the page counts; only the letter that a Vietnamese keyboard program puts
 * together of them is given to the page as such a program gives it. */
"use strict";
const assert = require("assert");

const MARKS = { "\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j" };
const SHAPES = { "\u0302": null, "\u0306": "w", "\u031b": "w" }; /* null: the letter once more */

/* The keys of a letter after its first: ầ is a a f. */
function telex(letter) {
    if (letter.toLowerCase() === "đ") return { base: letter === "đ" ? "d" : "D", more: ["d"] };
    const [base, ...parts] = letter.normalize("NFD"), more = [];
    for (const part of parts.sort((a, b) => (a in MARKS) - (b in MARKS)))
        more.push(part in SHAPES ? SHAPES[part] || base.toLowerCase() : MARKS[part]);
    return { base, more };
}

/* {press(key, times), type(text), count()}: count says how many keys went down since the last. The page
 * has seen them all, but for an Enter that leaves it, whose news may be lost on the way. */
exports.typist = async (page) => {
    const wire = await page.context().newCDPSession(page);
    let down = 0, seen = 0, enters = 0;
    await page.exposeBinding("keyWentDown", () => { seen++; });
    await page.addInitScript(() => {
        document.addEventListener("keydown", (e) => { if (e.isTrusted) window.keyWentDown(); }, true);
    });
    const silent = (key) => {
        down++;
        return wire.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key });
    };
    const press = (key) => {
        down++;
        if (key === "Enter") enters++;
        return page.keyboard.press(key);
    };
    const letter = async (c) => {
        const { base, more } = telex(c);
        if (more.length === 0) return press(c === " " ? "Space" : c);
        for (const key of [base, ...more]) await silent(key);
        return wire.send("Input.insertText", { text: c.normalize("NFC") });
    };
    return {
        press: async (key, times = 1) => {
            for (let i = 0; i < times; i++) await press(key);
        },
        /* Shift goes down once for each run of capitals. */
        type: async (text) => {
            for (const run of text.normalize("NFC").match(/\p{Lu}+|\P{Lu}+/gu)) {
                const isUpper = /^\p{Lu}/u.test(run);
                if (isUpper) {
                    down++;
                    await page.keyboard.down("Shift");
                }
                for (const c of run) await letter(c);
                if (isUpper) await page.keyboard.up("Shift");
            }
        },
        count: async () => {
            await page.evaluate(() => 0); /* what has gone down is told by now */
            assert.ok(seen <= down && seen >= down - enters, `${seen} of ${down} keys seen`);
            const n = down;
            down = seen = enters = 0;
            return n;
        },
    };
};
