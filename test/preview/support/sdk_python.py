"""Splunk's own SDK for Python against a preview; prints ok, or the first thing that differs."""
import sys
import time
import splunklib.client as client
import splunklib.results as results

host, port, password = sys.argv[1:4]
SEARCH = "| tstats count from datamodel=Endpoint.Processes by Processes.dest"


def check(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: found {found!r}, wanted {wanted!r}")


service = client.connect(scheme="http", host=host, port=int(port), username="admin", password=password, app="webshell_watch", owner="nobody")
check(service.info["version"], "10.2.3", "version")
check("webshell_watch" in [app.name for app in service.apps.list()], True, "apps")

job = service.jobs.create(SEARCH)
while not job.is_done():
    time.sleep(0.02)
check(job["resultCount"], "5", "resultCount")
rows = [row for row in results.JSONResultsReader(job.results(output_mode="json", count=2, offset=1))]
check([row["Processes.dest"] for row in rows], ["ws-1", "ws-2"], "page")
xml = job.results(count=0).read()
check(xml.count(b"<result offset="), 5, "xml results")
check(job.name, job.sid, "job name")
job.set_ttl(99)
job.cancel()

rows = [row for row in results.JSONResultsReader(service.jobs.oneshot(SEARCH, output_mode="json"))]
check(len(rows), 5, "oneshot")
rows = [row for row in results.JSONResultsReader(service.jobs.export(SEARCH, output_mode="json")) if isinstance(row, dict)]
check(len(rows), 5, "export")
check(len(list(service.jobs.list(count=0))) >= 0, True, "jobs list")
blocking = service.jobs.create(SEARCH, exec_mode="blocking")
check(blocking["isDone"], "1", "blocking")

saved = service.saved_searches.create("Made by Python", SEARCH)
saved.update(description="changed", is_scheduled=True, cron_schedule="0 * * * *").refresh()
check(saved["description"], "changed", "saved description")
check(saved["is_scheduled"], "1", "is_scheduled")
dispatched = saved.dispatch()
while not dispatched.is_done():
    time.sleep(0.02)
check(len(saved.history()), 1, "history")
check(saved.suppressed, 0, "suppressed")
saved.disable()
saved.enable()
service.saved_searches.delete("Made by Python")

macros = service.confs["macros"]
check(macros["my_filter"]["definition"], "search *", "macro")
macros["my_filter"].update(definition="search NOT dest=b")
check(macros["my_filter"].refresh()["definition"], "search NOT dest=b", "edited macro")
stanza = macros.create("made_here")
stanza.submit({"definition": "search x"})
check(macros["made_here"]["definition"], "search x", "new macro")
macros.delete("made_here")

collection = service.kvstore["seen"].data
key = collection.insert('{"host": "a", "count": 1}')["_key"]
check(collection.query_by_id(key)["host"], "a", "kv get")
collection.update(key, '{"host": "b", "count": 2}')
collection.batch_save({"_key": "k1", "host": "c", "count": 3}, {"_key": "k2", "host": "d", "count": 4})
found = collection.query(query={"count": {"$gt": 2}}, sort="count:-1")
check([row["host"] for row in found], ["d", "c"], "kv query")
check(len(collection.batch_find({"query": {"host": "c"}})[0]), 1, "kv batch_find")
collection.delete_by_id("k1")
collection.delete()
check(collection.query(), [], "kv empty")
service.kvstore.create("made", fields={"a": "number"})
check("made" in service.kvstore, True, "kv create")
service.kvstore["made"].delete()

user = service.users.create(username="ann", password="pass-word1", roles=["power"])
check(user["roles"], ["power"], "roles")
service.users.delete("ann")
check("admin" in [role.name for role in service.roles.list()], True, "roles list")
service.messages.create("note", value="hello", severity="info")
check(service.messages["note"]["note"] if "note" in service.messages["note"].content else "hello", "hello", "message")
secret = service.storage_passwords.create("s3cret", "user", "realm")
check(secret.clear_password, "s3cret", "password")
service.storage_passwords.delete("user", "realm")
check(service.indexes["main"]["totalEventCount"], "50", "index")
check(service.parse("search index=main | head 1", parse_only=True).status, 200, "parse")
check(service.fired_alerts.list() is not None, True, "fired alerts")
check(len(service.modular_input_kinds.list()), 0, "modular inputs")
try:
    service.jobs.create("| boguscmd")
    sys.exit("a bogus command was taken")
except Exception as error:
    check("400" in str(error), True, "bogus command")
print("ok")
