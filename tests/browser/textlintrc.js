// Japanese as technical writers and the Japan Translation Federation ask for, but for what stands below.
module.exports = {
  rules: {
    "preset-ja-technical-writing": {
      // The lists of this site are sentences to a reader like the rest.
      "no-mix-dearu-desumasu": { preferInHeader: "", preferInBody: "ですます", preferInList: "ですます", strict: false },
      // A line that only names a part of the page, {{申し込み先}}, is no sentence.
      "ja-no-mixed-period": { allowPeriodMarks: ["}}"] },
      // 「番号は…、時間は…」 sets two things side by side and is easy to follow.
      "no-doubled-joshi": { allow: ["は", "か"] },
      // 「一つ一つ」 is one word.
      "ja-no-successive-word": { allow: ["一つ"] },
    },
    "preset-jtf-style": {
      // Names in the sample and fixed words (「一つ一つ」) are no quantities.
      "2.2.2.算用数字と漢数字の使い分け": false,
    },
  },
};
