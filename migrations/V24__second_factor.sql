-- A second factor of people who sign in with a password: codes of an authenticator (TOTP), and codes for when it is lost.

alter table person
  add column totp_secret    bytea,                 -- AES-GCM, bound to the id; the key is not in the database
  add column totp_since     timestamptz,
  add column totp_last_step bigint not null default 0, -- of the last code that was taken: each is good once
  add constraint person_totp check ((totp_secret is null) = (totp_since is null));

create table recovery_code (
  code_hash bytea primary key,                     -- SHA-256 of 120 random bits
  person_id uuid not null references person on delete cascade
);
create index recovery_code_person on recovery_code (person_id);

-- Whoever gave the right password and has still to give a code, or to set up a second factor. It opens no page.
create table unfinished_sign_in (
  token_hash bytea primary key,                    -- SHA-256 of the cookie's value
  person_id  uuid not null references person on delete cascade,
  expires_at timestamptz not null
);
create index unfinished_sign_in_person on unfinished_sign_in (person_id);
create index unfinished_sign_in_age on unfinished_sign_in (expires_at);
