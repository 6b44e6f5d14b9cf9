-- How AMIS keeps documents in PostgreSQL (14 or newer). Print it with: amis database --schema
-- Run it as the owner of the database; running it again changes nothing. Steps are only added.

create schema if not exists amis;
create table if not exists amis.schema_version (
  number integer primary key,
  made_at timestamptz not null default now()
);
comment on table amis.schema_version is 'Which steps of schema.sql have been carried out.';

do $step_1$
declare
  kept text;
begin
  if exists (select from amis.schema_version where number = 1) then
    return;
  end if;

  -- Roles are the whole server's: another database may have made them. Accounts are given one by
  -- amis.admit().
  if not exists (select from pg_roles where rolname = 'amis_reader') then
    create role amis_reader nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'amis_writer') then
    create role amis_writer nologin;
  end if;

  create table amis.member (
    workplace text not null,
    account regrole not null,
    writes boolean not null default true,
    primary key (workplace, account)
  );
  comment on table amis.member is 'Which account, or role that accounts have, may use a workplace.';

  create table amis.workplace (
    name text primary key check (name !~ '[/[:space:][:cntrl:]]' and length(name) between 1 and 63),
    document text not null,
    revision bigint not null,
    meta jsonb not null,
    bytes bigint not null
  );
  comment on table amis.workplace is 'A document: whoever saves locks its row for the transaction.';
  comment on column amis.workplace.name is 'As in postgresql:///amis?workplace=NAME.';
  comment on column amis.workplace.document is 'The document''s own id; another one is another.';
  comment on column amis.workplace.revision is 'One more with every save.';
  comment on column amis.workplace.meta is 'The row in the table meta of the JSON document.';
  comment on column amis.workplace.bytes is 'How large the records are as JSON.';

  create table amis.record (
    workplace text not null references amis.workplace on update cascade on delete cascade,
    kind text not null,
    id text not null,
    number integer not null,
    revision bigint not null,
    row jsonb not null,
    primary key (workplace, kind, id),
    unique (workplace, kind, number) deferrable initially deferred
  );
  create index record_changed on amis.record (workplace, revision);
  comment on table amis.record is 'One row a record; row is what stands in the JSON document.';
  comment on column amis.record.revision is 'The save that changed it last.';

  create table amis.removal (
    workplace text not null references amis.workplace on update cascade on delete cascade,
    kind text not null,
    id text not null,
    revision bigint not null,
    primary key (workplace, kind, id)
  );
  create index removal_made on amis.removal (workplace, revision);
  comment on table amis.removal is 'Records that are gone, for sessions that still show them.';

  create table amis.history (
    workplace text not null references amis.workplace on update cascade on delete cascade,
    revision bigint not null,
    id text not null,
    terminal text not null default '',
    line json not null,
    primary key (workplace, revision),
    unique (workplace, id)
  );
  create index history_terminal on amis.history (workplace, terminal);
  comment on table amis.history is 'One row a save: who, when, what, before and after.';
  comment on column amis.history.id is 'The request''s id: the same one is never carried out twice.';

  create table amis.copy (
    workplace text not null references amis.workplace on update cascade on delete cascade,
    number integer not null,
    made_at timestamptz not null,
    document bytea not null,
    primary key (workplace, number)
  );
  comment on table amis.copy is 'Good copies, dated: the whole JSON document, UTF-8.';

  create table amis.reminded (
    workplace text primary key references amis.workplace on update cascade on delete cascade,
    told json not null
  );
  comment on table amis.reminded is 'Who was told what by mail, and when: ids and days, no names.';

  create table amis.presence (
    workplace text not null,
    session text not null,
    account text not null,
    name text not null,
    place text not null,
    host text not null,
    pid integer not null,
    since timestamptz not null,
    seen timestamptz not null,
    primary key (workplace, session)
  );
  comment on table amis.presence is 'Who has a workplace open; rows not seen for 90 seconds go.';

  grant usage on schema amis to amis_reader, amis_writer;
  grant select on amis.schema_version, amis.member to amis_reader, amis_writer;
  alter table amis.member enable row level security;
  create policy own on amis.member for select using (pg_has_role(current_user, account, 'member'));

  -- A workplace is seen and changed by its members only, whatever is asked for.
  foreach kept in array array['record', 'removal', 'history', 'copy', 'reminded', 'presence', 'workplace'] loop
    execute format('grant select on amis.%I to amis_reader, amis_writer', kept);
    execute format('grant insert, update, delete on amis.%I to amis_writer', kept);
    execute format('alter table amis.%I enable row level security', kept);
    execute format(
      'create policy seen on amis.%I for select using (%I in (select workplace from amis.member))',
      kept, case kept when 'workplace' then 'name' else 'workplace' end
    );
    execute format(
      'create policy changed on amis.%1$I using (%2$I in (select workplace from amis.member'
      ' where writes)) with check (%2$I in (select workplace from amis.member where writes))',
      kept, case kept when 'workplace' then 'name' else 'workplace' end
    );
  end loop;

  create function amis.admit(workplace text, account regrole, writes boolean default true)
  returns void language plpgsql as $body$
  begin
    insert into amis.member values (workplace, account, writes)
    on conflict on constraint member_pkey do update set writes = excluded.writes;
    execute format('grant %I to %s', case when writes then 'amis_writer' else 'amis_reader' end, account);
  end $body$;
  revoke all on function amis.admit from public;
  comment on function amis.admit is 'Let an account use a workplace: to change it, or only to look.';

  insert into amis.schema_version values (1);
end
$step_1$;
