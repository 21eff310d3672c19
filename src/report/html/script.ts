/**
 * What the page does where scripts may run: it shows the details of an entry, moves through the grids by keys, and filters.
 * As text, since it runs in a browser and is compiled by nobody. It makes elements from data, never markup from text.
 */
export const script = /* js */ String.raw`
'use strict';
(() => {
  const { pairs, canary, pieces } = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const drawing = 'http://www.w3.org/2000/svg';

  const make = (place) => {
    const piece = pieces[place];
    if (typeof piece === 'string') return document.createTextNode(piece);
    const [tag, attributes, ...children] = piece;
    const made = tag === 'svg' || tag === 'rect' ? document.createElementNS(drawing, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes < 0 ? {} : pieces[attributes])) made.setAttribute(name, value);
    made.append(...children.map(make));
    return made;
  };

  // Details
  const panel = byId('details');
  let opener = null;
  const open = (details, from) => {
    if (details === undefined || details < 0) return;
    close();
    opener = from;
    opener.classList.add('chosen');
    byId('details-body').replaceChildren(make(details));
    panel.hidden = false;
    document.body.classList.add('with-details');
    panel.scrollTop = 0;
    byId('details-title').focus({ preventScroll: true });
    // The panel takes room: what was chosen may have gone out of sight
    opener.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const close = () => {
    panel.hidden = true;
    document.body.classList.remove('with-details');
    if (opener === null) return;
    opener.classList.remove('chosen');
    opener.focus({ preventScroll: true });
    opener = null;
  };
  byId('close').addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
  });

  // Grids: one entry of each can be reached by Tab, the others by arrows
  const grids = all('table[data-grid]').map((table) => {
    const rows = all('tbody tr', table);
    const entries = rows.map((row) => all('td', row));
    const columns = entries[0] === undefined ? 0 : entries[0].length;
    const detailsOf = (index) => (table.dataset.grid === 'pair' ? (pairs[index] || [])[0] : canary[index]);
    const placeOf = (entry) => {
      const row = rows.indexOf(entry.parentElement);
      return [row, entries[row].indexOf(entry)];
    };
    const openEntry = (entry) => {
      const [row, column] = placeOf(entry);
      open(detailsOf(row * columns + column), entry);
    };
    const isShown = (entry) => entry !== undefined && entry.getClientRects().length > 0;
    const choose = (entry) => {
      for (const other of all('td[tabindex="0"]', table)) other.tabIndex = -1;
      entry.tabIndex = 0;
      entry.focus();
    };
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    table.setAttribute('role', 'grid');
    if (entries[0] !== undefined && entries[0][0] !== undefined) entries[0][0].tabIndex = 0;
    table.addEventListener('click', (event) => {
      const entry = event.target.closest('td');
      if (entry === null) return;
      choose(entry);
      openEntry(entry);
    });
    table.addEventListener('keydown', (event) => {
      const entry = event.target.closest('td');
      if (entry === null) return;
      if (event.key === 'Enter' || event.key === ' ') openEntry(entry);
      else if (event.key in steps) {
        const [down, right] = steps[event.key];
        let [row, column] = placeOf(entry);
        do {
          row += down;
          column += right;
        } while (entries[row] !== undefined && entries[row][column] !== undefined && !isShown(entries[row][column]));
        const next = (entries[row] || [])[column];
        if (next !== undefined) choose(next);
      } else return;
      event.preventDefault();
    });
    return { name: table.dataset.grid, table, rows, entries, columns };
  });
  const matrix = grids.find(({ name }) => name === 'pair');
  for (const link of all('a[data-open]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      open((pairs[Number(link.dataset.open)] || [])[0], link);
    });
  }
  const how = byId('how');
  if (how !== null) how.hidden = false;

  // Filters
  const form = byId('filters');
  if (form === null || matrix === undefined) return;
  form.hidden = false;
  const filter = () => {
    const [namespace, node, kind] = ['namespace', 'node', 'kind'].map((id) => byId(id).value);
    const isKind = (kinds) => kind === '' || (kind === 'any' ? kinds.some((one) => one !== 'none') : kinds.includes(kind));
    const isPlace = (index) => {
      const pair = pairs[index];
      return pair !== 0 && pair !== undefined && (namespace === '' || pair[1].includes(Number(namespace))) && (node === '' || pair[2].includes(Number(node)));
    };
    const isAll = namespace === '' && node === '' && kind === '';
    const { entries, rows, columns, table } = matrix;
    const usedColumns = new Set();
    let shown = 0;
    for (const [row, own] of entries.entries()) {
      let isUsed = false;
      for (const [column, entry] of own.entries()) {
        const index = row * columns + column;
        const fits = isPlace(index) && isKind(pairs[index][3]);
        entry.classList.toggle('faded', !isAll && !fits);
        if (!fits) continue;
        shown += 1;
        isUsed = true;
        usedColumns.add(column);
      }
      rows[row].hidden = !isAll && !isUsed;
    }
    for (const row of all('tr', table)) {
      const heads = row.cells.length - columns;
      for (let column = 0; column < columns; column += 1) row.cells[heads + column].hidden = !isAll && !usedColumns.has(column);
    }
    for (const one of all('[data-pair]')) {
      const index = Number(one.dataset.pair);
      const kinds = one.dataset.kind === undefined ? (pairs[index] || [])[3] || [] : [one.dataset.kind];
      one.hidden = !isAll && !(isPlace(index) && isKind(kinds));
    }
    for (const row of all('[data-node]')) row.hidden = node !== '' && row.dataset.node !== node;
    byId('shown').value = isAll ? '' : shown + ' of ' + pairs.filter((pair) => pair !== 0).length + ' pairs of source and target';
    const current = table.querySelector('td[tabindex="0"]');
    const first = all('td', table).find((entry) => entry.getClientRects().length > 0);
    if (current !== null && first !== undefined && current.getClientRects().length === 0) {
      current.tabIndex = -1;
      first.tabIndex = 0;
    }
  };
  form.addEventListener('change', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('show-all').addEventListener('click', () => {
    form.reset();
    filter();
  });
  filter();
})();
`;
