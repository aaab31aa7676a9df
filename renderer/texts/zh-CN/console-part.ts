/** What stands in the place of a part of the program that could not be loaded. */
export const consolePart = {
  title: '这部分内容没有载入',
  unreachable: '联系不上调度中心，这部分程序没有取到。页面上已填写的内容都在，连上后请重试。',
  stuck: '这部分程序现在取得到，但浏览器仍记着上次的失败。请重新载入。',
  updated: '调度中心的程序已更新，这里打开的还是旧版。请重新载入。',
} as const;
