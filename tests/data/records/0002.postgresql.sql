--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: articles; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.articles (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    text_sha256 text NOT NULL COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    host text COLLATE pg_catalog."C",
    published_on text COLLATE pg_catalog."C",
    producer text COLLATE pg_catalog."C",
    unread text COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL,
    retired bigint
);


--
-- Name: captures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.captures (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    locator text NOT NULL COLLATE pg_catalog."C",
    digest text NOT NULL COLLATE pg_catalog."C",
    outcome text NOT NULL COLLATE pg_catalog."C",
    article text COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events (
    seq bigint NOT NULL,
    at text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    previous text NOT NULL COLLATE pg_catalog."C",
    hash text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: feeds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.feeds (
    url text NOT NULL COLLATE pg_catalog."C",
    etag text COLLATE pg_catalog."C",
    last_modified text COLLATE pg_catalog."C",
    next_at text COLLATE pg_catalog."C",
    notes text COLLATE pg_catalog."C"
);


--
-- Name: figures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.figures (
    statement text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    low text COLLATE pg_catalog."C",
    high text COLLATE pg_catalog."C",
    unit text COLLATE pg_catalog."C",
    counts text COLLATE pg_catalog."C",
    modifier text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: identities; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.identities (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    profile text NOT NULL COLLATE pg_catalog."C",
    members bigint NOT NULL
);


--
-- Name: identity_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.identity_keys (
    key text NOT NULL COLLATE pg_catalog."C",
    identity text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: identity_known; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.identity_known (
    known text NOT NULL COLLATE pg_catalog."C",
    identity text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: judgements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.judgements (
    number bigint NOT NULL,
    left_speaker text NOT NULL COLLATE pg_catalog."C",
    right_speaker text NOT NULL COLLATE pg_catalog."C",
    verdict text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: known; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.known (
    number bigint NOT NULL,
    list text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL,
    replaced bigint
);


--
-- Name: known_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.known_keys (
    key text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL
);


--
-- Name: readings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.readings (
    article text NOT NULL COLLATE pg_catalog."C",
    producer text NOT NULL COLLATE pg_catalog."C",
    capture text NOT NULL COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: rejected; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rejected (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    locator text NOT NULL COLLATE pg_catalog."C",
    capture text COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    settled bigint,
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: renames; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.renames (
    number bigint NOT NULL,
    speaker text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: speakers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.speakers (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    text_sha256 text NOT NULL COLLATE pg_catalog."C",
    article text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    title text COLLATE pg_catalog."C",
    published_on text COLLATE pg_catalog."C",
    publisher text COLLATE pg_catalog."C",
    said bigint NOT NULL,
    compared bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    component text NOT NULL COLLATE pg_catalog."C",
    profile text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL
);


--
-- Name: statements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.statements (
    key bigint NOT NULL,
    ordinal bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    text_sha256 text NOT NULL COLLATE pg_catalog."C",
    article text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    speaker text COLLATE pg_catalog."C",
    identity text COLLATE pg_catalog."C",
    kind text COLLATE pg_catalog."C",
    medium text COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    quotation text NOT NULL COLLATE pg_catalog."C",
    published_on text COLLATE pg_catalog."C",
    said_from text COLLATE pg_catalog."C",
    said_to text COLLATE pg_catalog."C",
    figures bigint NOT NULL,
    words text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    row_sha256 text NOT NULL COLLATE pg_catalog."C",
    event bigint NOT NULL,
    retired bigint,
    words_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(words), '  '::text))) STORED NOT NULL
);


--
-- Name: times; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.times (
    statement text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    value text COLLATE pg_catalog."C",
    earliest text COLLATE pg_catalog."C",
    latest text COLLATE pg_catalog."C"
);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0002');


--
-- Data for Name: articles; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.articles VALUES ('b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 1, '71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'the shore', NULL, '2024-05-04', 'two', NULL, '{"id":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","locator":"a.txt","title":null,"url":null,"publisher":"The Shore","authors":[],"language":"en","published_at":{"value":"2024-05-04","precision":"day","from":"user","agreed":null},"captured_at":null,"capture":"sha256:71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a","text_sha256":"71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a","text":"The ferry to Port Ellery will not sail, Anna Holt said.\n\nIt will, Tom Berg said.","page_text":"The ferry to Port Ellery will not sail, Anna Holt said.\n\nIt will, Tom Berg said.","paragraphs":[{"span":{"start":0,"end":80,"text":"The ferry to Port Ellery will not sail, Anna Holt said.\n\nIt will, Tom Berg said."},"kind":"body"}],"publisher_messages":[],"times":[],"figures":[]}', 'a9b16f17f48d7bc3df457a6eeb8d3126a673b90632c5ce6a90429089f66c2e24', 2, NULL);
INSERT INTO public.articles VALUES ('c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f', 2, 'ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4', NULL, NULL, NULL, 'two', NULL, '{"id":"c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f","locator":"b.txt","title":null,"url":null,"publisher":null,"authors":[],"language":"en","published_at":null,"captured_at":null,"capture":"sha256:ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4","text_sha256":"ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4","text":"The café stays open, Holt said.","page_text":"The café stays open, Holt said.","paragraphs":[{"span":{"start":0,"end":31,"text":"The café stays open, Holt said."},"kind":"body"}],"publisher_messages":[],"times":[],"figures":[]}', '266f1a3a09a53b3eb898b8fc1b0003fc346970e3083b7fd1c92517f227f0f10f', 3, NULL);


--
-- Data for Name: captures; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.captures VALUES ('d3a33ca8c42dc0941e2863e03395cc91cf4b53f0b821cd4824d7ba91bf1686da', 1, 'a.txt', 'sha256:71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'article', 'b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', '{"locator":"a.txt","url":null,"captured_at":null,"media_type":null,"charset":null,"published":null,"http":null,"digest":"sha256:71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a","size_bytes":80}', '05dff0a573c7fd4d3fa1333f0a924295ffc02302086a27e1b6a1e8b2f959a5b4', 2);
INSERT INTO public.captures VALUES ('c25f10625ead1c992afa245249681d625ac503a00de4e1eab1e2dac7db084ef4', 2, 'b.txt', 'sha256:ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4', 'article', 'c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f', '{"locator":"b.txt","url":null,"captured_at":null,"media_type":null,"charset":null,"published":null,"http":null,"digest":"sha256:ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4","size_bytes":32}', 'bd398e7db2e68c6ff99203fa6cba13bbfe11430002d4787a65f2bef03f5543c5', 3);


--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.events VALUES (1, '2026-03-01T12:00:00+00:00', 'article', '{"article":{"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106":"a9b16f17f48d7bc3df457a6eeb8d3126a673b90632c5ce6a90429089f66c2e24"},"capture":{"d3a33ca8c42dc0941e2863e03395cc91cf4b53f0b821cd4824d7ba91bf1686da":"05dff0a573c7fd4d3fa1333f0a924295ffc02302086a27e1b6a1e8b2f959a5b4"},"producer":"one","statements":{"4cc00b3210a1c10b85497bed56a110db6698ad3b9bd9577477989144ba68a471":"9e7ef5084003a8bb33dceb64a9bfe1f1127e7ad9144960238a308d8e950f4dd1","7d6f3db47cb72346d11aa9c8563b7e3040e5df62c2c41f4b5b3061a311d74575":"8d4b4a87b6db194edb861c11e3dff7b367182a1313333443ef351419ed02391d"}}', '0000000000000000000000000000000000000000000000000000000000000000', 'eb432d8d3954f16a4c646f042fbbcb8055733f3d0228bfc7a34b2edab9c2f84e');
INSERT INTO public.events VALUES (2, '2026-03-01T12:00:00+00:00', 'article', '{"article":{"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106":"a9b16f17f48d7bc3df457a6eeb8d3126a673b90632c5ce6a90429089f66c2e24"},"capture":{"d3a33ca8c42dc0941e2863e03395cc91cf4b53f0b821cd4824d7ba91bf1686da":"05dff0a573c7fd4d3fa1333f0a924295ffc02302086a27e1b6a1e8b2f959a5b4"},"producer":"two","retired":["4cc00b3210a1c10b85497bed56a110db6698ad3b9bd9577477989144ba68a471"],"statements":{"7d6f3db47cb72346d11aa9c8563b7e3040e5df62c2c41f4b5b3061a311d74575":"8d4b4a87b6db194edb861c11e3dff7b367182a1313333443ef351419ed02391d"}}', 'eb432d8d3954f16a4c646f042fbbcb8055733f3d0228bfc7a34b2edab9c2f84e', 'aa2a668fd1c4c65d9348977bc2c30bbffb154cdaac64ded1c2f6f0dbd9457763');
INSERT INTO public.events VALUES (3, '2026-03-01T12:00:00+00:00', 'article', '{"article":{"c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f":"266f1a3a09a53b3eb898b8fc1b0003fc346970e3083b7fd1c92517f227f0f10f"},"capture":{"c25f10625ead1c992afa245249681d625ac503a00de4e1eab1e2dac7db084ef4":"bd398e7db2e68c6ff99203fa6cba13bbfe11430002d4787a65f2bef03f5543c5"},"producer":"two","statements":{"10ab95c38b05060b9ce507aeba84cafee93cb9b21b6bace0f42563f558785812":"f72ab4b040437f25287d3c86959a90a61c4fd2adaa6115161c2e9f3c78f5bdd9"}}', 'aa2a668fd1c4c65d9348977bc2c30bbffb154cdaac64ded1c2f6f0dbd9457763', 'bc95fa02ec5314e94ab8532527b5dac0810b0b8b089651050b542fa88c7b4680');
INSERT INTO public.events VALUES (4, '2026-03-01T12:00:00+00:00', 'judgement', '{"judgements":["9edcf3abe77d47dbca51902e22a8f4450f3b2a95a5b2c0f08edefba7d5633689"]}', 'bc95fa02ec5314e94ab8532527b5dac0810b0b8b089651050b542fa88c7b4680', '2814ee7d70e170e0a4e1abbff42e483dec4ae6c13af84b00d3cf1b9287ab9448');
INSERT INTO public.events VALUES (5, '2026-03-01T12:00:00+00:00', 'rejected', '{"rejected":{"c35f5b7b5f4a54d88884ed4e745ce516a9eaf2b51fbf6307ace45824bd5b7cd4":"f6bdeedf676c0c5eb7aab468b78a90a22eb8de2d27802a3aac3308313c99d024"}}', '2814ee7d70e170e0a4e1abbff42e483dec4ae6c13af84b00d3cf1b9287ab9448', 'f1882b282f26c13c9de6009b80ec22ac0e4939e42c9993bc522baaefd7a1a2ab');
INSERT INTO public.events VALUES (6, '2026-03-01T12:00:00+00:00', 'known', '{"file":{"count":2,"list":"town","name":"town.csv","sha256":"0000000000000000000000000000000000000000000000000000000000000000"},"known":["cd77ff87345079597c6db7dfcadfd37a3de7a35c012d8d08fc902bb0f9e3e50f","d9ea9c67776ea32cd860c52a3634536df2e86a0f90c84417874d4a5b5019e40f"]}', 'f1882b282f26c13c9de6009b80ec22ac0e4939e42c9993bc522baaefd7a1a2ab', '25e491d7323988ecdc434dc646737f54ab2372a0ccbb468ea4047332c5e1eb27');
INSERT INTO public.events VALUES (7, '2026-03-01T12:00:00+00:00', 'known', '{"file":{"count":1,"list":"town","name":"town.csv","sha256":"1111111111111111111111111111111111111111111111111111111111111111"},"known":["77418ebb1ba0a9c5ba77c3ec11c930e6a8e4885e2c70c6600b48e5c58b394cae"]}', '25e491d7323988ecdc434dc646737f54ab2372a0ccbb468ea4047332c5e1eb27', 'ab520648da0e3556f98e9726c15a6e5a084c2dc66eeb5483ba0ac818fe06a5b4');


--
-- Data for Name: feeds; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: figures; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: identities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.identities VALUES ('d2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', 'Tom Berg', '{"id":"d2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66","name":"Tom Berg","kind":"person","titles":[],"affiliations":[],"aliases":[],"countries":[],"articles":[{"article":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","published":"2024-05-04","about":null,"co_mentioned":["Anna Holt"]}]}', 1);
INSERT INTO public.identities VALUES ('0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', 'Anna Holt', '{"id":"0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c","name":"Anna Holt","kind":"person","titles":["mayor"],"affiliations":[],"aliases":["Holt"],"countries":[],"articles":[{"article":"c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f","published":null,"about":null,"co_mentioned":[]},{"article":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","published":"2024-05-04","about":null,"co_mentioned":[]}]}', 2);


--
-- Data for Name: identity_keys; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.identity_keys VALUES ('name:tom berg', 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66');
INSERT INTO public.identity_keys VALUES ('word:berg', 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66');
INSERT INTO public.identity_keys VALUES ('word:tom', 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66');
INSERT INTO public.identity_keys VALUES ('name:anna holt', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c');
INSERT INTO public.identity_keys VALUES ('name:holt', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c');
INSERT INTO public.identity_keys VALUES ('word:anna', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c');
INSERT INTO public.identity_keys VALUES ('word:holt', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c');


--
-- Data for Name: identity_known; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: judgements; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.judgements VALUES (1, '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f', 'same', '{"left":"0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c","right":"4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f","verdict":"same","authority":"person","by":"me","at":"2026-03-01T12:00:00Z","score":null,"reason":null}', '9edcf3abe77d47dbca51902e22a8f4450f3b2a95a5b2c0f08edefba7d5633689', 4);


--
-- Data for Name: known; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.known VALUES (2, 'town', 'Cy Day', 'Cy Day', '{"id":"town:Cy Day","name":"Cy Day","kind":"person","titles":[],"affiliations":[],"aliases":[],"countries":[],"articles":[]}', 'd9ea9c67776ea32cd860c52a3634536df2e86a0f90c84417874d4a5b5019e40f', 6, NULL);
INSERT INTO public.known VALUES (1, 'town', 'Anna Holt', 'Anna Holt', '{"id":"town:Anna Holt","name":"Anna Holt","kind":"person","titles":[],"affiliations":[],"aliases":[],"countries":[],"articles":[]}', 'cd77ff87345079597c6db7dfcadfd37a3de7a35c012d8d08fc902bb0f9e3e50f', 6, 7);
INSERT INTO public.known VALUES (3, 'town', 'Anna Holt', 'Anna Holt', '{"id":"town:Anna Holt","name":"Anna Holt","kind":"person","titles":["mayor"],"affiliations":[],"aliases":[],"countries":[],"articles":[]}', '77418ebb1ba0a9c5ba77c3ec11c930e6a8e4885e2c70c6600b48e5c58b394cae', 7, NULL);


--
-- Data for Name: known_keys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: readings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.readings VALUES ('b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 'one', 'd3a33ca8c42dc0941e2863e03395cc91cf4b53f0b821cd4824d7ba91bf1686da', '2026-03-01T12:00:00+00:00', 1);
INSERT INTO public.readings VALUES ('b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 'two', 'd3a33ca8c42dc0941e2863e03395cc91cf4b53f0b821cd4824d7ba91bf1686da', '2026-03-01T12:00:00+00:00', 2);
INSERT INTO public.readings VALUES ('c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f', 'two', 'c25f10625ead1c992afa245249681d625ac503a00de4e1eab1e2dac7db084ef4', '2026-03-01T12:00:00+00:00', 3);


--
-- Data for Name: rejected; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rejected VALUES ('c35f5b7b5f4a54d88884ed4e745ce516a9eaf2b51fbf6307ace45824bd5b7cd4', 1, 'gone.txt', NULL, '2026-03-01T12:00:00+00:00', NULL, '{"schema":1,"locator":"gone.txt","reason":"not-found","message":"gone","next_step":"Look."}', 'f6bdeedf676c0c5eb7aab468b78a90a22eb8de2d27802a3aac3308313c99d024', 5);


--
-- Data for Name: renames; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: speakers; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.speakers VALUES ('0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', 1, '71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 'Anna Holt', 'person', 'mayor', '2024-05-04', 'The Shore', 1, 1, '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '{"id":"0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c","name":"Anna Holt","kind":"person","titles":["mayor"],"affiliations":[],"aliases":[],"countries":[],"articles":[{"article":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","published":"2024-05-04","about":null,"co_mentioned":[]}]}', 2);
INSERT INTO public.speakers VALUES ('d2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', 2, '71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 'Tom Berg', 'person', NULL, '2024-05-04', 'The Shore', 0, 1, 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', '{"id":"d2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66","name":"Tom Berg","kind":"person","titles":[],"affiliations":[],"aliases":[],"countries":[],"articles":[{"article":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","published":"2024-05-04","about":null,"co_mentioned":["Anna Holt"]}]}', 1);
INSERT INTO public.speakers VALUES ('4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f', 3, 'ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4', 'c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f', 'Holt', 'person', NULL, NULL, NULL, 1, 1, '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '{"id":"4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f","name":"Holt","kind":"person","titles":[],"affiliations":[],"aliases":[],"countries":[],"articles":[{"article":"c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f","published":null,"about":null,"co_mentioned":[]}]}', 3);


--
-- Data for Name: statements; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.statements VALUES (1142647015121879042, 2, '7d6f3db47cb72346d11aa9c8563b7e3040e5df62c2c41f4b5b3061a311d74575', '71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 0, '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', 'person', NULL, 'assertion', 'indirect', '2024-05-04', NULL, NULL, 0, ' the  ferry  to  port  ellery  will  not  sail  ¶  anna  holt  ¶  said ', '{"schema":1,"id":"7d6f3db47cb72346d11aa9c8563b7e3040e5df62c2c41f4b5b3061a311d74575","article":{"id":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","locator":"a.txt","title":null,"url":null,"publisher":"The Shore","authors":[],"language":"en","published_at":{"value":"2024-05-04","precision":"day","from":"user","agreed":null},"captured_at":null,"capture":"sha256:71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a","text_sha256":"71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a"},"source":{"start":40,"end":49,"text":"Anna Holt"},"cue":{"start":50,"end":54,"text":"said"},"implicit_cue":false,"content":[{"start":0,"end":38,"text":"The ferry to Port Ellery will not sail"}],"quoted":[],"quotation":"indirect","type":"assertion","negated":false,"nested_in":null,"via":[],"speaker":{"id":"0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c","name":"Anna Holt","kind":"person","anonymous":false,"title":"mayor","description":null,"mention":{"start":40,"end":49,"text":"Anna Holt"},"confidence":1.0,"unresolved":null,"by":"test"},"medium":null,"addressee":null,"place":null,"said_at":null,"figures":[],"times":[],"confidence":1.0,"by":"test"}', '8d4b4a87b6db194edb861c11e3dff7b367182a1313333443ef351419ed02391d', 1, NULL, DEFAULT);
INSERT INTO public.statements VALUES (1142647015121879041, 1, '4cc00b3210a1c10b85497bed56a110db6698ad3b9bd9577477989144ba68a471', '71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a', 'b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106', 1, 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', 'd2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66', 'person', NULL, 'assertion', 'indirect', '2024-05-04', NULL, NULL, 0, ' it  will  ¶  tom  berg  ¶  said ', '{"schema":1,"id":"4cc00b3210a1c10b85497bed56a110db6698ad3b9bd9577477989144ba68a471","article":{"id":"b8e630a3c03e5bf38c85419597fd0093658972116b43ed0bab59510f148e0106","locator":"a.txt","title":null,"url":null,"publisher":"The Shore","authors":[],"language":"en","published_at":{"value":"2024-05-04","precision":"day","from":"user","agreed":null},"captured_at":null,"capture":"sha256:71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a","text_sha256":"71d7be9f5429d68332881ad39415e9f047bb0ceffa8bc5d38f36abf3bbbb938a"},"source":{"start":66,"end":74,"text":"Tom Berg"},"cue":{"start":75,"end":79,"text":"said"},"implicit_cue":false,"content":[{"start":57,"end":64,"text":"It will"}],"quoted":[],"quotation":"indirect","type":"assertion","negated":false,"nested_in":null,"via":[],"speaker":{"id":"d2b1df2f6a23c9d3f0258eb87a2c8478e3c77da3a0b32cb81f94078ce9767a66","name":"Tom Berg","kind":"person","anonymous":false,"title":null,"description":null,"mention":{"start":66,"end":74,"text":"Tom Berg"},"confidence":1.0,"unresolved":null,"by":"test"},"medium":null,"addressee":null,"place":null,"said_at":null,"figures":[],"times":[],"confidence":1.0,"by":"test"}', '9e7ef5084003a8bb33dceb64a9bfe1f1127e7ad9144960238a308d8e950f4dd1', 1, 2, DEFAULT);
INSERT INTO public.statements VALUES (1143677549574881283, 3, '10ab95c38b05060b9ce507aeba84cafee93cb9b21b6bace0f42563f558785812', 'ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4', 'c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f', 0, '4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f', '0471dd0c63bd0f8a578e7e081340d06b429040a20c51e667afc24dab07ca625c', 'person', NULL, 'assertion', 'indirect', NULL, NULL, NULL, 0, ' the  cafe  stays  open  ¶  holt  ¶  said ', '{"schema":1,"id":"10ab95c38b05060b9ce507aeba84cafee93cb9b21b6bace0f42563f558785812","article":{"id":"c77be6366ec86ef01f9d375748eef65418c9bbcd483186a6b87dc7c3ad37151f","locator":"b.txt","title":null,"url":null,"publisher":null,"authors":[],"language":"en","published_at":null,"captured_at":null,"capture":"sha256:ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4","text_sha256":"ff219f26f7c4fead09d8c590a3b3443a08ef048a25e94b4d3ee82b47eda0dec4"},"source":{"start":21,"end":25,"text":"Holt"},"cue":{"start":26,"end":30,"text":"said"},"implicit_cue":false,"content":[{"start":0,"end":19,"text":"The café stays open"}],"quoted":[],"quotation":"indirect","type":"assertion","negated":false,"nested_in":null,"via":[],"speaker":{"id":"4560b3aa611b90f4a92394dbfe7f258aac2e4ff37ec1284e9131529d060bf98f","name":"Holt","kind":"person","anonymous":false,"title":null,"description":null,"mention":{"start":21,"end":25,"text":"Holt"},"confidence":1.0,"unresolved":null,"by":"test"},"medium":null,"addressee":null,"place":null,"said_at":null,"figures":[],"times":[],"confidence":1.0,"by":"test"}', 'f72ab4b040437f25287d3c86959a90a61c4fd2adaa6115161c2e9f3c78f5bdd9', 3, NULL, DEFAULT);


--
-- Data for Name: times; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: articles articles_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_number_key UNIQUE (number);


--
-- Name: articles articles_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (id);


--
-- Name: captures captures_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.captures
    ADD CONSTRAINT captures_number_key UNIQUE (number);


--
-- Name: captures captures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.captures
    ADD CONSTRAINT captures_pkey PRIMARY KEY (id);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (seq);


--
-- Name: feeds feeds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_pkey PRIMARY KEY (url);


--
-- Name: figures figures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.figures
    ADD CONSTRAINT figures_pkey PRIMARY KEY (statement, "position");


--
-- Name: identities identities_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (id);


--
-- Name: identity_keys identity_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identity_keys
    ADD CONSTRAINT identity_keys_pkey PRIMARY KEY (key, identity);


--
-- Name: identity_known identity_known_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identity_known
    ADD CONSTRAINT identity_known_pkey PRIMARY KEY (known);


--
-- Name: judgements judgements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT judgements_pkey PRIMARY KEY (number);


--
-- Name: known_keys known_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known_keys
    ADD CONSTRAINT known_keys_pkey PRIMARY KEY (key, number);


--
-- Name: known known_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known
    ADD CONSTRAINT known_pkey PRIMARY KEY (number);


--
-- Name: readings readings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (article, producer);


--
-- Name: rejected rejected_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rejected
    ADD CONSTRAINT rejected_number_key UNIQUE (number);


--
-- Name: rejected rejected_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rejected
    ADD CONSTRAINT rejected_pkey PRIMARY KEY (id);


--
-- Name: renames renames_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.renames
    ADD CONSTRAINT renames_pkey PRIMARY KEY (number);


--
-- Name: speakers speakers_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT speakers_number_key UNIQUE (number);


--
-- Name: speakers speakers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT speakers_pkey PRIMARY KEY (id);


--
-- Name: statements statements_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_id_key UNIQUE (id);


--
-- Name: statements statements_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_ordinal_key UNIQUE (ordinal);


--
-- Name: statements statements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_pkey PRIMARY KEY (key);


--
-- Name: times times_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.times
    ADD CONSTRAINT times_pkey PRIMARY KEY (statement, "position");


--
-- Name: articles_of_host; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_of_host ON public.articles USING btree (host, text_sha256);


--
-- Name: articles_of_outlet; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_of_outlet ON public.articles USING btree (outlet, text_sha256);


--
-- Name: articles_of_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_of_text ON public.articles USING btree (text_sha256, number);


--
-- Name: captures_of_article; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX captures_of_article ON public.captures USING btree (article);


--
-- Name: captures_of_locator; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX captures_of_locator ON public.captures USING btree (locator);


--
-- Name: identity_keys_of_identity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX identity_keys_of_identity ON public.identity_keys USING btree (identity);


--
-- Name: identity_known_of_identity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX identity_known_of_identity ON public.identity_known USING btree (identity);


--
-- Name: judgements_of_left; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX judgements_of_left ON public.judgements USING btree (left_speaker);


--
-- Name: judgements_of_right; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX judgements_of_right ON public.judgements USING btree (right_speaker);


--
-- Name: known_of_event; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX known_of_event ON public.known USING btree (event);


--
-- Name: known_of_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX known_of_id ON public.known USING btree (id, list);


--
-- Name: rejected_of_capture; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rejected_of_capture ON public.rejected USING btree (capture);


--
-- Name: rejected_of_locator; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rejected_of_locator ON public.rejected USING btree (locator);


--
-- Name: renames_of_speaker; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX renames_of_speaker ON public.renames USING btree (speaker);


--
-- Name: speakers_of_component; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX speakers_of_component ON public.speakers USING btree (component);


--
-- Name: speakers_of_identity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX speakers_of_identity ON public.speakers USING btree (identity, said, name, kind, title, publisher, published_on);


--
-- Name: speakers_of_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX speakers_of_text ON public.speakers USING btree (text_sha256);


--
-- Name: statements_of_identity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_identity ON public.statements USING btree (identity, key, retired, medium);


--
-- Name: statements_of_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_kind ON public.statements USING btree (kind, key);


--
-- Name: statements_of_medium; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_medium ON public.statements USING btree (medium, key);


--
-- Name: statements_of_speaker; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_speaker ON public.statements USING btree (speaker);


--
-- Name: statements_of_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_text ON public.statements USING btree (text_sha256, "position");


--
-- Name: statements_of_type; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_type ON public.statements USING btree (type, key);


--
-- Name: statements_of_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statements_of_words ON public.statements USING gin (words_vector) WITH (fastupdate=off);


--
-- Name: captures captures_article_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.captures
    ADD CONSTRAINT captures_article_fkey FOREIGN KEY (article) REFERENCES public.articles(id);


--
-- Name: figures figures_statement_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.figures
    ADD CONSTRAINT figures_statement_fkey FOREIGN KEY (statement) REFERENCES public.statements(id);


--
-- Name: readings readings_article_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_article_fkey FOREIGN KEY (article) REFERENCES public.articles(id);


--
-- Name: renames renames_speaker_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.renames
    ADD CONSTRAINT renames_speaker_fkey FOREIGN KEY (speaker) REFERENCES public.speakers(id);


--
-- Name: statements statements_article_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_article_fkey FOREIGN KEY (article) REFERENCES public.articles(id);


--
-- Name: statements statements_speaker_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_speaker_fkey FOREIGN KEY (speaker) REFERENCES public.speakers(id);


--
-- Name: times times_statement_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.times
    ADD CONSTRAINT times_statement_fkey FOREIGN KEY (statement) REFERENCES public.statements(id);


--
-- PostgreSQL database dump complete
--


