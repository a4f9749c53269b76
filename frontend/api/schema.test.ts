// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('the generated types are those of the OpenAPI file (npm run types)', async () => {
  const description = join(import.meta.dirname, '..', '..', 'gateway', 'openapi.yaml');
  const nodes = await openapiTS(readFileSync(description, 'utf8'), { defaultNonNullable: false });
  const committed = readFileSync(join(import.meta.dirname, 'schema.gen.ts'), 'utf8');
  expect(committed).toBe(`${COMMENT_HEADER}${astToString(nodes)}`);
});
