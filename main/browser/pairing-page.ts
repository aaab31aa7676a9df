/** What a page sees that was opened without the code: how to pair, in both languages. No script, no data. */
export const pairingPage = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>线务通 · Linework</title>
<style>
body { font: 18px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; color: #1f2937; background: #f3f5f8; margin: 0; }
main { max-width: 34rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 12px; border-top: 6px solid #0958d9; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
section + section { margin-top: 2rem; border-top: 1px solid #d9dee7; padding-top: 1.5rem; }
code { background: #eef2f8; padding: .1rem .35rem; border-radius: 4px; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<section>
<h1>此页面尚未配对</h1>
<p>请在启动线务通的窗口里找到最新一条含 <code>?code=</code> 的网址（带一次性配对码），用它打开。每个网址只能配对一次，用过后那个窗口里会显示新的网址。</p>
</section>
<section lang="en">
<h1>This page is not paired yet</h1>
<p>In the window where Linework was started, find the newest address with <code>?code=</code> (it carries a one-time code) and open it. Each address pairs one browser; after its use that window shows a new one.</p>
</section>
</main>
</body>
</html>
`;
