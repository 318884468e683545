-- People whom an OpenID Connect provider vouches for. They have no password here, and are known by what the provider calls
-- them: an e-mail address or a user name can be given to somebody else.

alter table person
  alter column password_hash drop not null,
  add column issuer  text,
  add column subject text,
  add constraint person_of_provider unique (issuer, subject),
  add constraint person_provider check ((issuer is null) = (subject is null)),
  add constraint person_proof check ((issuer is null) = (password_hash is not null)),
  add constraint person_totp_beside_password check (totp_secret is null or password_hash is not null);
