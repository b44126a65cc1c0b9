-- a durable reader looks for the few names it handles, from a cursor that may lie far back
create index fact_named on fact (name, xid, seq);
