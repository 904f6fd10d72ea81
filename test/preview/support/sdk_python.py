"""Splunk's own SDK for Python against a preview; prints ok, or the first thing that differs."""
import json
import sys
import time
import splunklib.client as client
import splunklib.results as results
from splunklib.binding import HTTPError

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
# The rest of the client's entities and collections.
check([kind.name for kind in service.event_types.list()], [], "event types")
kind = service.event_types.create("made_type", search="index=main", priority=3)
check(kind.update(search="index=other").refresh()["search"], "index=other", "event type")
service.event_types.delete("made_type")
check(service.indexes.get_default(), "main", "default index")
service.confs.create("made")
made = service.confs["made"].create("a stanza", one="1")
made.submit({"two": "2"})
check((made.refresh()["one"], made["two"]), ("1", "2"), "stanza")
service.confs["made"].delete("a stanza")
check("a stanza" in service.confs["made"], False, "stanza removed")
role = service.roles.create("made_role", imported_roles=["user"])
check(role.grant("edit_user").refresh().capabilities, ["edit_user"], "grant")
check(role.revoke("edit_user").refresh().capabilities, [], "revoke")
service.roles.delete("made_role")
check(service.loggers["ExecProcessor"]["level"], "INFO", "logger")
service.storage_passwords.create("x", "alone")
service.storage_passwords.delete("alone")
check(service.restart_required, False, "restart required")
check(service.settings["SPLUNK_HOME"] != "", True, "settings")
service.apps["webshell_watch"].reload()
job = service.search("| makeresults count=3 | eval x=1", exec_mode="blocking", status_buckets=10)
for action in (job.pause, job.unpause, job.touch, job.disable_preview, job.enable_preview, job.finalize):
    action()
job.set_priority(7)
check(job.refresh()["priority"], "7", "priority")
check(job.summary().read().count(b"<field k="), 2, "summary")
check(b"<timeline" in job.timeline().read(), True, "timeline")
check(job.searchlog().read() != b"", True, "search.log")
rows = [row for row in results.JSONResultsReader(job.results(output_mode="json", search="stats count"))]
check(rows, [{"count": "3"}], "post-process")
reader = results.JSONResultsReader(service.jobs.export(SEARCH, output_mode="json", preview=True))
rows = [row for row in reader if isinstance(row, dict) and not reader.is_preview]
check(len(rows), 5, "export with previews")
saved = service.saved_searches.create("Fires", SEARCH, **{
    "is_scheduled": True, "cron_schedule": "*/5 * * * *", "alert_type": "number of events",
    "alert_comparator": "greater than", "alert_threshold": "0", "alert.track": True})
check(len(saved.scheduled_times("now", "+1h")) in (11, 12, 13), True, "scheduled times")
saved.suppress(100)
check(saved.suppressed in (99, 100), True, "suppressed by hand")
saved.unsuppress()
check(saved.suppressed, 0, "unsuppressed")
dispatched = saved.dispatch(trigger_actions=True)
for _ in range(250):
    if [alert.count for alert in service.fired_alerts if alert.name == "Fires"] == [1]:
        break
    time.sleep(0.02)
check([alert.count for alert in service.fired_alerts if alert.name == "-"], [1], "fired alerts of all")
for alert in service.fired_alerts["-"].alerts:
    alert.delete()
check([alert.count for alert in service.fired_alerts], [0], "no fired alerts")
saved.acknowledge()
saved.delete()
# As the client connects when nothing is said: over TLS, without a check of the certificate.
secure = client.connect(host=host, port=int(port), username="admin", password=password)
check(secure.info["version"], "10.2.3", "version over TLS")
made = json.loads(secure.post("authorization/tokens", name="admin", audience="tests", output_mode="json").body.read())
token = made["entry"][0]["content"]["token"]
bearer = client.connect(host=host, port=int(port), splunkToken=token)
check("search" in [app.name for app in bearer.apps.list()], True, "apps by token")
index = secure.indexes["main"]
before = int(index["totalEventCount"])
with index.attached_socket(sourcetype="attached") as stream:
    stream.send(b"one\r\n")
    stream.send(b"two")
for _ in range(100):
    if int(index.refresh()["totalEventCount"]) == before + 2:
        break
    time.sleep(0.02)
check(int(index.refresh()["totalEventCount"]), before + 2, "events over an open connection")
check(set(secure.inputs.kinds) >= {"monitor", "tcp/raw", "tcp/cooked", "udp"}, True, "kinds of inputs")
port_input = secure.inputs.create("9999", "udp", index="main", sourcetype="st")
check(port_input.refresh()["sourcetype"], "st", "udp input")
port_input.delete()
for path in ("deployment/client", "cluster/config", "no/such/thing"):
    try:
        service.get(path)
        sys.exit(f"{path} was answered")
    except HTTPError as error:
        check(error.status, 404, path)
print("ok")
