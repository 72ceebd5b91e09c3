const colour = /^#[0-9a-f]{6}$/i;

/** The page's whole style. Logical sides only: the same sheet serves both directions. */
export function heardStyle(accentColor: string): string {
  const accent = colour.test(accentColor) ? accentColor : '#333333';
  return `:root{--accent:${accent};--lit:${lighter(accent)}}${style}`;
}

/** Half of it white, to stand on a dark page. */
function lighter(color: string): string {
  const channels = [1, 3, 5].map((from) => Math.round((parseInt(color.slice(from, from + 2), 16) + 255) / 2));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const style = `
:root{color-scheme:light dark;--mark:var(--accent);--ink:#1c1b19;--soft:#5f5c56;--line:#d8d4cc;--page:#fff;--tint:#f6f5f2}
@media (prefers-color-scheme:dark){:root{--mark:var(--lit);--ink:#ecebe8;--soft:#b0aca3;--line:#4a4741;--page:#171614;--tint:#22201d}}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{font:17px/1.6 Inter,'Noto Sans Arabic','Noto Sans Hebrew',system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif;color:var(--ink);background:var(--page)}
main{max-inline-size:760px;margin:auto;padding:22px 20px 48px}
.brand{display:flex;align-items:center;gap:8px;font-weight:700;font-size:16px;margin-block-end:26px}
.brand img{max-height:36px;max-width:200px}
@media (prefers-color-scheme:dark){.brand img{background:#fff;border-radius:4px;padding:3px}}
.dot{border:6.5px solid var(--mark);border-radius:50%}
.notice{border-inline-start:3px solid var(--mark);padding:6px 12px;margin-block-end:22px;font-size:15px}
h1{font-size:30px;line-height:1.3}
h2{font-size:20px;line-height:1.4;margin-block:42px 12px}
.soft{color:var(--soft);font-size:14.5px}
.intro{margin-block-start:16px;white-space:pre-line;overflow-wrap:anywhere}
table{inline-size:100%;border-collapse:collapse}
th,td{padding:10px 0 10px 14px;padding-inline:0 14px;text-align:start;vertical-align:top;border-block-end:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);font-size:14.5px;vertical-align:bottom}
:is(th,td):last-child{padding-inline-end:0}
td{inline-size:30%;font-variant-numeric:tabular-nums}
td b{display:block;font-size:20px;line-height:1.3;font-weight:650}
td small{color:var(--soft);font-size:13.5px;white-space:nowrap}
.bar{display:block;block-size:6px;margin-block-start:6px;color:var(--mark)}
.bar svg{display:block;inline-size:100%;block-size:6px}
:dir(rtl) .bar svg{transform:scaleX(-1)}
table+.soft{margin-block-start:12px}
.group th{padding-block:22px 6px;color:var(--soft);font-size:14.5px}
.clip{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
ul{list-style:none;padding:0}
li{padding-block:12px;border-block-end:1px solid var(--line);overflow-wrap:anywhere}
li span{display:block}
.state{color:var(--soft);font-size:14.5px}
.state b{color:var(--mark);font-weight:600}
.voices{display:grid;gap:0 40px}
@media (min-width:700px){.voices{grid-template-columns:1fr 1fr}}
figure{padding-block:12px;border-block-end:1px solid var(--line)}
blockquote{white-space:pre-line;overflow-wrap:anywhere}
figcaption{color:var(--soft);font-size:13.5px;margin-block-start:2px}
.foot{margin-block-start:46px}
.languages{display:flex;flex-wrap:wrap;gap:4px 22px;margin-block-start:12px}
.languages a{color:var(--soft);padding-block:12px}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
`.replaceAll('\n', '');
