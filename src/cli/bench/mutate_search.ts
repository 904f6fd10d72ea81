import type { Random } from './mutate';

/** Random edits of searches. */

const pieces = [
  ...['|', '[', ']', '(', ')', '"', "'", '\\', '*', '=', '!=', '<', '>', ',', '`', '```', '{', '}', '$', '%', '@', ';'],
  ...[' by ', ' as ', ' OR ', ' AND ', ' NOT ', ' IN (', ' where ', ' over ', ' output ', 'true()', 'null', '_raw'],
  ...['-', '.', '0', '1e999', '99999999999999999999', '\n', '\r\n', '\t', '\0', '😀', '\ud800', '\u202e', '<<FIELD>>'],
  ...[
    '(?<x>',
    '(a+)+$',
    'span=1h',
    '| stats count by x',
    '| head 5',
    '| table *',
    '| fields a',
    '[search x | return 1 a]',
    '| transaction dest user maxspan=5m startswith=(a=1) endswith=eval(b>2)',
    '| map search="search a=$b$" maxsearches=2',
    '| join left=L right=R where L.a=R.b [search x]',
    '| chart eval(avg(a)/count) as r over b by c where max in top5',
    '| stats sparkline(dc(a), 1h) as s by b',
    '| appendcols [search x]',
    '| fieldformat a=b."x"',
    'lookup("l.csv", json_object("a", b), json_array("c"))',
    '| xyseries a b c',
    '| rangemap field=a low=0-5 default=x',
  ],
];

type Edit = (text: string, at: number, texts: readonly string[], random: Random) => string;

const edits: readonly Edit[] = [
  (text, at, _, random) => text.slice(0, at) + text.slice(at + 1 + random(12)),
  (text, at, _, random) => text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at),
  (text, at, _, random) => text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(8)),
  (text, at, _, random) => text.slice(0, at) + text.slice(at, at + random(60)).repeat(2) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at, texts, random) => {
    const other = texts[random(texts.length)] ?? '';
    const from = random(other.length + 1);
    return text.slice(0, at) + other.slice(from, from + random(120)) + text.slice(at);
  },
  (text, _, texts, random) => {
    const other = (texts[random(texts.length)] ?? '').split('|');
    const commands = text.split('|');
    commands.splice(1 + random(commands.length), random(2), other[random(other.length)] ?? '');
    return commands.join('|');
  },
];

/** One of the texts with one to four edits. */
export function mutatedSearch(texts: readonly string[], random: Random): string {
  let text = texts[random(texts.length)] ?? '';
  for (let left = 1 + random(4); left > 0; left--) {
    const edit = edits[random(edits.length)];
    text = edit?.(text, random(text.length + 1), texts, random) ?? text;
  }
  return text;
}
