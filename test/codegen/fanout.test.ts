import { describe, expect, it } from 'vitest';
import { lineOf, sketchSchema, type TableSketch } from './tables.ts';

const ID = 'bigint not null identity';

function table(
  columns: Readonly<Record<string, string>>,
  references: Readonly<Record<string, string>> = {},
): TableSketch {
  return { columns: { id: ID, ...columns }, references };
}

const ORGS = table({ name: 'text not null' });
const USERS = table({ org_id: 'bigint not null' }, { org_id: 'orgs' });

describe('parents without children', () => {
  it('are printed where nothing asks for one', async () => {
    const model = sketchSchema({ orgs: ORGS, users: USERS });
    expect(await lineOf(model, 'users', 'org_id')).toBe(
      "org_id: ref('orgs', { fanout: skewed({ max: 9_000, none: '5%' }) }),",
    );
  });

  const TEAMS = table({ org_id: 'bigint not null' }, { org_id: 'orgs' });

  it('are not, where each team member has to be a user of the team’s own org', async () => {
    const members = table(
      { team_id: 'bigint not null', user_id: 'bigint not null' },
      { team_id: 'teams', user_id: 'users' },
    );
    const model = sketchSchema({ orgs: ORGS, users: USERS, teams: TEAMS, members });
    expect(await lineOf(model, 'members', 'user_id')).toContain(
      "same: { org_id: 'team_id.org_id' }",
    );
    expect(await lineOf(model, 'users', 'org_id')).toBe(
      "org_id: ref('orgs', { fanout: skewed({ max: 9_000 }) }),",
    );
  });

  it('are, where it may be nobody', async () => {
    const members = table(
      { team_id: 'bigint not null', user_id: 'bigint' },
      { team_id: 'teams', user_id: 'users' },
    );
    const model = sketchSchema({ orgs: ORGS, users: USERS, teams: TEAMS, members });
    expect(await lineOf(model, 'users', 'org_id')).toContain("none: '5%'");
  });

  it('are not, on any reference of the way to the common ancestor', async () => {
    const projects = table({ org_id: 'bigint not null' }, { org_id: 'orgs' });
    const activities = table(
      { project_id: 'bigint not null', org_id: 'bigint not null' },
      { project_id: 'projects', org_id: 'orgs' },
    );
    const reports = table(
      { team_id: 'bigint not null', activity_id: 'bigint not null' },
      { team_id: 'teams', activity_id: 'activities' },
    );
    const without = { orgs: ORGS, teams: TEAMS, projects, activities };
    const before = sketchSchema(without);
    expect(await lineOf(before, 'activities', 'org_id')).toContain("through: 'project_id'");
    expect(await lineOf(before, 'projects', 'org_id')).toContain("none: '5%'");
    const after = sketchSchema({ ...without, reports });
    expect(await lineOf(after, 'reports', 'activity_id')).toContain(
      "same: { org_id: 'team_id.org_id' }",
    );
    expect(await lineOf(after, 'projects', 'org_id')).not.toContain('none');
    expect(await lineOf(after, 'activities', 'project_id')).not.toContain('none');
  });
});

describe('one to one', () => {
  it('is not what a key of an org and something else asks for', async () => {
    const invitations = table(
      { org_id: 'bigint not null', email: 'text not null' },
      { org_id: 'orgs' },
    );
    const model = sketchSchema({ orgs: ORGS, invitations });
    const lower = { kind: 'expression', sql: 'lower(email)', columns: ['email'] } as const;
    const [table_] = model.tables.filter(({ name }) => name === 'invitations');
    const key = {
      name: 'key',
      parts: [{ kind: 'column', column: 'org_id' } as const, lower],
      where: null,
      nullsEqual: false,
      deferrable: 'no' as const,
    };
    const keyed = {
      ...model,
      tables: model.tables.map((each) => (each === table_ ? { ...each, uniques: [key] } : each)),
    };
    expect(await lineOf(keyed, 'invitations', 'org_id')).toBe(
      await lineOf(model, 'invitations', 'org_id'),
    );
  });
});

describe('the largest family', () => {
  it('is no larger than rows are left that have a parent', async () => {
    const posts = table({ editor_id: 'bigint' }, { editor_id: 'people' });
    const people = table({ org_id: 'bigint', desk_id: 'bigint' }, { org_id: 'orgs' });
    const model = sketchSchema({ orgs: ORGS, people, posts });
    const line = await lineOf(model, 'people', 'org_id');
    const [, max = ''] = /max: ([\d_]+)/.exec(line) ?? [];
    expect(Number(max.replaceAll('_', ''))).toBeLessThan(8_000);
  });
});

it('is not printed where another reference decides the parent anyway', async () => {
  const pairs: TableSketch = {
    ...table(
      { left_id: 'bigint not null', right_id: 'bigint not null' },
      { left_id: 'orgs', right_id: 'orgs' },
    ),
    checks: ['(left_id <> right_id)'],
  };
  const model = sketchSchema({ orgs: ORGS, pairs: { ...pairs } });
  expect(await lineOf(model, 'pairs', 'left_id')).toContain('fanout');
  expect(await lineOf(model, 'pairs', 'right_id')).toContain(
    "ref('orgs', { otherThan: 'left_id' })",
  );
});
