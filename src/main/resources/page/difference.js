/** What one version has that the one before had not, field by field. */

const OF_THE_SERVER = new Set(['version', 'updatedAt']);

/** @returns {{field: string, before: any, after: any}[]} undefined where there was, or is, none */
export function differences(before, after) {
  const found = [];
  compare('', before ?? {}, after ?? {}, found);
  return found.filter(({ field }) => !OF_THE_SERVER.has(field));
}

function compare(path, before, after, found) {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isBranch(before) || !isBranch(after)) {
    leaves(path, before, after, found);
    return;
  }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare(path ? `${path}.${name}` : name, before[name], after[name], found);
  }
}

/** A whole object that has come or gone is told by its fields. */
function leaves(path, before, after, found) {
  if (isBranch(before) && after === undefined) compare(path, before, {}, found);
  else if (isBranch(after) && before === undefined) compare(path, {}, after, found);
  else found.push({ field: path, before, after });
}

const isBranch = (value) => value !== null && typeof value === 'object';
