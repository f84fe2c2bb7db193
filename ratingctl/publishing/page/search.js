// The search of ratingctl.words.search in the browser: fold, repair of look-alike letters, Latin keys, Snowball stems.
// tests/publishing/test_page_search.py compares every function with its original over all words of the real editions.
const Search = (() => {
  "use strict";
  const TOKEN = /[\p{L}\p{N}]+/gu;
  const DASHES = /[‐‑‒–—―−]/g, QUOTES = /[«»„“”‟"'’‘`]/g;
  const LATIN = "abcehkmoptxyABCEHKMOPTXY", CYRILLIC = "авсенкмортхуАВСЕНКМОРТХУ";
  const KEYS = {а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "i", к: "k", л: "l",
    м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "ch", ш: "sh",
    щ: "sch", ъ: "", ы: "i", ь: "", э: "e", ю: "iu", я: "ia"};
  const HABITS = [[/shch|sch/g, "sch"], [/kh/g, "h"], [/ya|ja/g, "ia"], [/yu|ju/g, "iu"], [/[jy]/g, "i"],
    [/ii+/g, "i"], [/w/g, "v"], [/x/g, "ks"], [/ck|q/g, "k"], [/ph/g, "f"]];

  const PLAIN = {ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ŋ: "n", ŧ: "t", ß: "ss"};
  const fold = text => text.normalize("NFC").toLowerCase().replace(DASHES, "-").replace(QUOTES, " ")
    .normalize("NFD").replace(/([a-zøæœ])[\u0300-\u036f]+/g, "$1").normalize("NFC").replace(/[ıłøđðþæœħŋŧß]/g, letter => PLAIN[letter])
    .replace(/ё/g, "е").replace(/\u00ad/g, "").replace(/\s*-\s*/g, "-").replace(/\s+/g, " ").trim();
  const swapped = (word, from, to) => [...word].map(letter => {
    const place = from.indexOf(letter);
    return place < 0 ? letter : to[place];
  }).join("");
  const repaired = word => {
    if (!(/[а-яё]/i.test(word) && /[a-z]/i.test(word))) return word;
    const cyrillic = swapped(word, LATIN, CYRILLIC), latin = swapped(word, CYRILLIC, LATIN);
    return !/[a-z]/i.test(cyrillic) ? cyrillic : !/[а-яё]/i.test(latin) ? latin : word;
  };
  const wordsOf = text => (fold(text).match(TOKEN) || []).map(repaired);
  const latinKey = text => {
    let key = fold(text).replace(/[а-я]/g, letter => KEYS[letter]);
    for (const [habit, common] of HABITS) key = key.replace(habit, common);
    return key;
  };
  const joinedKey = token => (latinKey(token).match(TOKEN) || []).join("");

  // Snowball: https://snowballstem.org/algorithms/russian/stemmer.html and english/stemmer.html
  const longest = (word, endings) => endings.reduce(
    (best, ending) => word.endsWith(ending) && (best === null || ending.length > best.length) ? ending : best, null);
  const list = text => text.split(" ");
  const afterVowel = (word, vowels) => {
    const found = word.search(vowels);
    return found < 0 ? word.length : found + 1;
  };
  const region = (word, from, vowels) => {
    for (let i = from + 1; i < word.length; i++)
      if (!vowels.test(word[i]) && vowels.test(word[i - 1])) return i + 1;
    return word.length;
  };
  const RU = {
    vowels: /[аеиоуыэюя]/,
    gerund: list("в вши вшись"), gerund2: list("ив ивши ившись ыв ывши ывшись"),
    adjective: list("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"),
    participle: list("ем нн вш ющ щ"), participle2: list("ивш ывш ующ"),
    verb: list("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно"),
    verb2: list("ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю"),
    noun: list("а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"),
  };
  const cutOne = (part, plain, guarded) => {
    const ending = longest(part, [...plain, ...guarded]);
    if (ending === null) return null;
    const rest = part.slice(0, part.length - ending.length);
    return plain.includes(ending) || /[ая]$/.test(rest) ? rest : null;
  };
  const stemRussian = word => {
    const start = afterVowel(word, RU.vowels), head = word.slice(0, start);
    let part = word.slice(start);
    const second = region(word, region(word, 0, RU.vowels), RU.vowels);
    let cut = cutOne(part, RU.gerund2, RU.gerund);
    if (cut === null) {
      const reflexive = longest(part, ["ся", "сь"]);
      if (reflexive) part = part.slice(0, -2);
      const adjective = longest(part, RU.adjective);
      if (adjective !== null) {
        cut = part.slice(0, part.length - adjective.length);
        cut = cutOne(cut, RU.participle2, RU.participle) ?? cut;
      } else {
        cut = cutOne(part, RU.verb2, RU.verb);
        if (cut === null) {
          const noun = longest(part, RU.noun);
          cut = noun === null ? part : part.slice(0, part.length - noun.length);
        }
      }
    }
    part = cut.endsWith("и") ? cut.slice(0, -1) : cut;
    const derived = longest(part, ["ост", "ость"]);
    if (derived !== null && start + part.length - derived.length >= second) part = part.slice(0, -derived.length);
    const superlative = longest(part, ["ейш", "ейше"]);
    if (part.endsWith("нн")) part = part.slice(0, -1);
    else if (superlative !== null) {
      part = part.slice(0, -superlative.length);
      if (part.endsWith("нн")) part = part.slice(0, -1);
    } else if (part.endsWith("ь")) part = part.slice(0, -1);
    return head + part;
  };

  const EN = {
    vowels: /[aeiouy]/,
    whole: {skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl",
      ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe",
      atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes"},
    step2: {tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
      ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous",
      ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogi: "og", fulli: "ful", lessli: "less",
      li: ""},
    step3: {tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "",
      ative: ""},
    step4: list("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion"),
  };
  const isVowel = letter => letter !== undefined && EN.vowels.test(letter);
  const endsShort = word => /^[aeiouy][^aeiouy]$/.test(word) || /(^|[^aeiouy])[aeiouy][^aeiouywxY]$/.test(word) && word.length > 2;
  const stemEnglish = typed => {
    if (typed.length <= 2) return typed;
    if (Object.hasOwn(EN.whole, typed)) return EN.whole[typed];
    let word = typed.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const special = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word);
    const first = special ? special[0].length : region(word, 0, EN.vowels), second = region(word, first, EN.vowels);
    const minus = (count, more = "") => { word = word.slice(0, word.length - count) + more; };
    const lies = (ending, from) => word.length - ending.length >= from;
    if (word.endsWith("sses")) minus(2);
    else if (/ie[ds]$/.test(word)) minus(word.length > 4 ? 2 : 1);
    else if (/s$/.test(word) && !/[us]s$/.test(word) && EN.vowels.test(word.slice(0, -2))) minus(1);
    if (/^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(word)) return word;
    let ending = longest(word, list("eed eedly ed edly ing ingly"));
    if (ending === "eed" || ending === "eedly") { if (lies(ending, first)) minus(ending.length, "ee"); }
    else if (ending && EN.vowels.test(word.slice(0, -ending.length))) {
      minus(ending.length);
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) minus(1);
      else if (endsShort(word) && word.length <= first) word += "e";
    }
    if (/[yY]$/.test(word) && word.length > 2 && !isVowel(word[word.length - 2])) minus(1, "i");
    ending = longest(word, Object.keys(EN.step2));
    if (ending && lies(ending, first)) {
      const before = word.slice(0, -ending.length);
      if (ending === "li" ? /[cdeghkmnrt]$/.test(before) : ending === "ogi" ? /l$/.test(before) : true)
        minus(ending.length, EN.step2[ending]);
    }
    ending = longest(word, Object.keys(EN.step3));
    if (ending && lies(ending, ending === "ative" ? second : first)) minus(ending.length, EN.step3[ending]);
    ending = longest(word, EN.step4);
    if (ending && lies(ending, second) && (ending !== "ion" || /[st]$/.test(word.slice(0, -3)))) minus(ending.length);
    if (word.endsWith("e")) {
      if (lies("e", second) || (lies("e", first) && !endsShort(word.slice(0, -1)))) minus(1);
    } else if (word.endsWith("ll") && lies("l", second)) minus(1);
    return word.toLowerCase();
  };
  const stem = word => /[а-я]/.test(word) ? stemRussian(word) : stemEnglish(word);

  const known = new Map();
  const facts = token => {
    let found = known.get(token);
    if (!found) {
      const folded = wordsOf(token).join("");
      known.set(token, found = {folded, stem: stem(folded), latin: latinKey(folded), joined: joinedKey(token)});
    }
    return found;
  };

  class Query {
    constructor(text, names = []) {
      this.words = wordsOf(text).map(word => ({folded: word, stem: stem(word), latin: latinKey(word)}));
      this.squeezed = (text.match(TOKEN) || []).map(joinedKey).join("");
      const asked = fold(text);
      const group = names.map(text => text.split("|")).find(spellings => spellings.some(name => fold(name) === asked)) || [];
      this.others = group.filter(name => fold(name) !== asked).map(name => new Query(name));
    }
    static answers(word, token) {
      const fact = facts(token);
      if (/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/.test(word.folded) && fact.folded.includes(word.folded)) return true;
      return fact.folded.startsWith(word.folded) || fact.stem === word.stem ||
        (word.latin.length > 1 && fact.latin.startsWith(word.latin));
    }
    matches(text) {
      if (this.others.some(other => other.matches(text))) return true;
      const tokens = text.match(TOKEN) || [];
      if (this.words.every(word => tokens.some(token => Query.answers(word, token)))) return true;
      return this.squeezed.length >= 5 && tokens.map(token => facts(token).joined).join("").includes(this.squeezed);
    }
    meets(token) {
      return this.words.some(word => Query.answers(word, token)) || this.others.some(other => other.meets(token));
    }
  }
  return {TOKEN, fold, repaired, wordsOf, latinKey, joinedKey, stem, stemRussian, stemEnglish, Query};
})();
