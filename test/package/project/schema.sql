CREATE TABLE orgs (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
  id serial PRIMARY KEY,
  org_id integer NOT NULL REFERENCES orgs,
  email varchar(255) NOT NULL UNIQUE
);
