/* The sentences of a language, as the product's catalogues have them. */
"use strict";
const fs = require("fs");
const path = require("path");
const { ROOT } = require("./product");

exports.LANGS = ["vi", "km", "en"];

exports.words = (lang) => {
    const text = fs.readFileSync(path.join(ROOT, `daemon/i18n/${lang}.po`), "utf8"), found = {};
    for (const m of text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/mg)) {
        found[m[1]] = JSON.parse(`"${m[2]}"`);
    }
    return found;
};

exports.say = exports.words("vi");
