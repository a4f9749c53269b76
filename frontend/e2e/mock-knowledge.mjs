// What people teach the stand-in gateway: terms, verified answers, feedback; and answers that show it. In memory, one of
// each mock server.

const iso = () => new Date().toISOString();

export function startKnowledge() {
  const made = { made_by: 'ada', created_at: iso(), updated_at: iso() };
  const terms = [
    {
      id: 't-1',
      term: 'net revenue',
      kind: 'measure',
      definition: 'sum(total) - sum(refund)',
      table: 'shop.orders',
      broken: null,
      ...made,
    },
    {
      id: 't-2',
      term: 'gold customer',
      kind: 'filter',
      definition: "tier = 'gold'",
      table: 'shop.customers',
      broken: 'table shop.customers has no column tier',
      ...made,
    },
    {
      id: 't-3',
      term: 'clients',
      kind: 'synonym',
      definition: 'customers',
      table: null,
      broken: null,
      ...made,
    },
  ];
  const verified = [
    {
      id: 'v-1',
      question: 'Checked revenue by state',
      sql: 'SELECT state, sum(total) AS revenue\nFROM shop.orders\nWHERE ts >= {from:DateTime} AND ts < {to:DateTime}\nGROUP BY state',
      parameters: [],
      made_by: 'ada',
      verified_at: iso(),
      stale: null,
    },
  ];
  return {
    terms: new Map(terms.map((term) => [term.id, term])),
    verified: new Map(verified.map((answer) => [answer.id, answer])),
    feedback: [
      {
        id: 'f-1',
        answer_id: 'a-0',
        verdict: 'right',
        note: null,
        question: 'SELECT count() FROM shop.orders',
        sql: 'SELECT count() FROM shop.orders',
        made_by: 'ada',
        given_at: iso(),
      },
    ],
    next: 10,
  };
}

const refused = (detail, status = 400) => ({ status, problem: ['invalid_argument', detail] });

function nextId(knowledge, prefix) {
  knowledge.next += 1;
  return `${prefix}-${knowledge.next}`;
}

function termRefusal(knowledge, id, { term, kind, definition, table }) {
  if (/\btotl\b/.test(definition))
    return refused(`definition: table ${table} has no column totl; did you mean total?`);
  if (/\d/.test(term)) return refused('term: numbers are read as numbers; leave them out');
  if (kind === 'synonym' && table) return refused('table: other words belong to no table; leave it out');
  const same = [...knowledge.terms.values()].find((one) => one.term === term && one.id !== id);
  if (same)
    return {
      status: 409,
      problem: ['conflict', `term: "${term}" is in the glossary already (${same.id}, by ${same.made_by})`],
    };
  return null;
}

function glossary(knowledge, id, method, body) {
  if (method === 'GET') return { status: 200, value: { terms: [...knowledge.terms.values()] } };
  if (method === 'DELETE') {
    knowledge.terms.delete(id);
    return { status: 204 };
  }
  const refusal = termRefusal(knowledge, id, body);
  if (refusal) return refusal;
  const term = {
    table: null,
    broken: null,
    created_at: iso(),
    ...body,
    id: id ?? nextId(knowledge, 't'),
    made_by: 'admin',
    updated_at: iso(),
  };
  knowledge.terms.set(term.id, term);
  return { status: id ? 200 : 201, value: term };
}

function verifiedAnswers(knowledge, id, method, body) {
  if (method === 'GET')
    return { status: 200, value: { answers: [...knowledge.verified.values()].reverse() } };
  if (method === 'DELETE') {
    knowledge.verified.delete(id);
    return { status: 204 };
  }
  if (/yesterday/.test(body.question))
    return refused(
      'sql: the question says "yesterday", and the SQL does not move with it; use {from:DateTime}',
    );
  const answer = {
    parameters: [],
    ...body,
    id: nextId(knowledge, 'v'),
    made_by: 'admin',
    verified_at: iso(),
    stale: null,
  };
  knowledge.verified.set(answer.id, answer);
  return { status: 201, value: answer };
}

/** The answer to a call about what people teach; null for another call. */
export function knowledgeAnswer(knowledge, method, url, body) {
  const found = /^\/api\/v1\/(glossary|verified-answers)(?:\/([^/]+))?$/.exec(url.pathname);
  if (found?.[1] === 'glossary') return glossary(knowledge, found[2], method, body);
  if (found) return verifiedAnswers(knowledge, found[2], method, body);
  if (method === 'GET' && url.pathname === '/api/v1/feedback')
    return { status: 200, value: { feedback: knowledge.feedback.toReversed() } };
  const judged = /^\/api\/v1\/answers\/([^/]+)\/feedback$/.exec(url.pathname)?.[1];
  if (!judged || method !== 'POST') return null;
  const said = {
    id: nextId(knowledge, 'f'),
    answer_id: judged,
    note: null,
    ...body,
    made_by: 'admin',
    given_at: iso(),
  };
  knowledge.feedback = [...knowledge.feedback.filter((one) => one.answer_id !== judged), said];
  return { status: 201, value: said };
}

const asRead = { id: 'as_read', reading: 'the sum of total' };

/** What is special of an answer to these words; null for nothing. */
export function taught(text, knowledge, readings = {}) {
  const term = [...knowledge.terms.values()].find(({ term: name }) => text.toLowerCase().includes(name));
  if (term && !term.broken)
    return {
      assumptions: [
        {
          id: `glossary_${term.id}`,
          words: term.term,
          reading: term.definition,
          source: 'definition',
          alternatives: [
            { id: 'as_read', reading: term.definition },
            { id: 'without_glossary', reading: 'as if it were not defined' },
          ],
        },
      ],
      used: [{ kind: 'term', id: term.id, name: term.term, text: term.definition }],
    };
  const checked = [...knowledge.verified.values()].find(
    ({ question }) => question.toLowerCase() === text.toLowerCase(),
  );
  if (checked)
    return {
      generator: 'verified',
      confidence: 1,
      assumptions: [],
      used: [{ kind: 'verified', id: checked.id, name: checked.question, text: 'verified by ada' }],
      verified: { id: checked.id, made_by: checked.made_by, verified_at: checked.verified_at },
    };
  if (/turnover/i.test(text))
    return {
      assumptions: [
        {
          id: 'money',
          words: 'turnover',
          reading: 'the sum of total',
          source: 'guessed',
          alternatives: [asRead, { id: 'refund', reading: 'the sum of refund' }],
        },
      ],
    };
  if (/second opinion/i.test(text))
    return {
      generator: 'sql-model',
      confidence: 0.61,
      assumptions: [
        { id: 'model_1', words: 'opinion', reading: 'the state with most orders', source: 'guessed' },
      ],
      warnings: [
        'the embedded generator reads the question otherwise; its reading is among the alternatives',
      ],
      model_use: { tokens_in: 1480, tokens_out: 96, cost: 0.00184, cached: false },
      alternatives: [
        {
          question: text,
          sql: 'SELECT count() FROM shop.orders',
          reason: 'Counts all orders of shop.orders.',
        },
      ],
    };
  if (/late orders/i.test(text) && readings.late === undefined)
    return {
      status: 'clarify',
      sql: '',
      chart: null,
      interpretation: 'Late can be said of two times.',
      assumptions: [
        {
          id: 'late',
          words: 'late',
          reading: 'left open',
          source: 'guessed',
          alternatives: [
            { id: 'shipped_at', reading: 'shipped after it was promised' },
            { id: 'paid_at', reading: 'paid after it was due' },
          ],
        },
      ],
      columns: undefined,
      rows: undefined,
    };
  return null;
}
