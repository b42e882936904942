// The style sheet of index.html. The page stays readable without it (some servers block styles).
#pragma once

namespace softmax::verify::report {

inline constexpr const char* kStyle = R"(
:root{color-scheme:light dark;--ink:#1d2329;--dim:#5b6570;--page:#fff;--panel:#f5f7f9;--line:#d9dee3;
--good:#1b6e3c;--good-bg:#e3f4e9;--bad:#a8201a;--bad-bg:#fde8e6;--warn:#7a4b00;--warn-bg:#fdf0d5;
--dot:#1f6fb4;--bound:#b4441f;--half:#6b747d}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ec;--dim:#9aa5b0;--page:#14181c;--panel:#1d2329;
--line:#343c44;--good:#8fdcab;--good-bg:#16341f;--bad:#ff9d94;--bad-bg:#451a17;--warn:#f5cc80;
--warn-bg:#3d2c0a;--dot:#74b4ee;--bound:#f29b78;--half:#929ca6}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);
background:var(--page);max-width:1240px;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.7rem;margin:0 0 .2rem}
h2{font-size:1.25rem;margin:2.4rem 0 .6rem}
h3{font-size:1.05rem;margin:0 0 .4rem}
h4{font-size:.95rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0;max-width:85ch}
a{color:var(--dot)}
.lead{font-size:1.1rem}.dim{color:var(--dim)}
table{border-collapse:collapse;width:100%}
th,td{padding:.32rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:var(--panel);font-weight:600;vertical-align:bottom;z-index:1}
tbody tr:hover{background:var(--panel)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.nowrap{white-space:nowrap}
code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{overflow-wrap:anywhere}
.where{min-width:16em}pre.cmd{word-break:break-all}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;max-height:14em;overflow:auto}
.v{display:inline-block;padding:0 .5em;border-radius:.6em;font-weight:600;white-space:nowrap}
.conforming{color:var(--good);background:var(--good-bg)}
.violated,.crashed,.hung,.refused{color:var(--bad);background:var(--bad-bg)}
.vacuous{color:var(--warn);background:var(--warn-bg)}
.cell,.finding{border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem;margin:1rem 0}
.finding{border-left:5px solid var(--bad)}
.cell{scroll-margin-top:1rem}.cell h3{display:flex;gap:.7rem;align-items:baseline;flex-wrap:wrap}
dl.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:.5rem 0}
dl.facts dt{color:var(--dim)}dl.facts dd{margin:0}
.scroll{overflow-x:auto}
.charts{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0 .5rem}
figure{margin:0;flex:1 1 480px;max-width:590px}
figcaption{font-size:13px;color:var(--dim)}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--dot)}
details .columns{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
details .columns>*{flex:1 1 330px}
details thead th{position:static}
svg{max-width:100%;height:auto;display:block;background:var(--panel);border-radius:6px}
svg text{fill:var(--ink)}svg .grid{stroke:var(--line)}svg .frame{stroke:var(--dim)}
svg .error{fill:var(--dot)}svg .bound{stroke:var(--bound)}svg .half{stroke:var(--half)}
@media print{details>*{display:block}thead th{position:static}.cell,.finding{break-inside:avoid}}
)";

}  // namespace softmax::verify::report
