/**
 * Fonts (OFL 1.1, Noto but for one) for what Noto Sans SC lacks: the scripts of GB 18030-2022's other languages (Uyghur, Kazakh,
 * Kirghiz, Tibetan, Mongolian, Yi, Korean), Thai, the Latin, Greek and Cyrillic letters beyond GB 2312, and signs of emotion. One weight
 * each; a bold line keeps it. Each is read when the first character of its script is printed: a Chinese report reads none.
 *
 * Scheherazade New (SIL) stands for Arabic letters because its glyphs are whole: Noto composes them of dotless letters and dots, and what
 * a reader copies out of the PDF is then other letters. `scale`: it is drawn small; Tibetan stacks are as deep as two lines, so they are
 * set smaller. Mongolian is written downwards and stands here on its side, left to right, as in any horizontal line.
 */
export const scriptFonts = [
  {
    name: 'arabic',
    file: '@expo-google-fonts/scheherazade-new/400Regular/ScheherazadeNew_400Regular.ttf',
    of: /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/u,
    scale: 1.2,
  },
  {
    name: 'tibetan',
    file: '@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
    of: /[\u0f00-\u0fff]/u,
    scale: 0.8,
  },
  {
    name: 'mongolian',
    file: '@expo-google-fonts/noto-sans-mongolian/400Regular/NotoSansMongolian_400Regular.ttf',
    of: /[\u1800-\u18af\u{11660}-\u{1166c}]/u,
    scale: 1,
  },
  {
    name: 'yi',
    file: '@expo-google-fonts/noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf',
    of: /[\ua000-\ua4cf]/u,
    scale: 1,
  },
  {
    name: 'korean',
    file: '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
    of: /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/u,
    scale: 1,
  },
  {
    name: 'thai',
    file: '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
    of: /[\u0e00-\u0e7f]/u,
    scale: 1,
  },
  {
    name: 'emoji',
    file: '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
    of: /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u,
    scale: 1,
  },
  {
    name: 'latin',
    file: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
    of: /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]/u,
    scale: 1,
  },
] as const;
