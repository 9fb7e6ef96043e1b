"""python-socketio joins rooms: rooms.py TRANSPORT ORIGIN KEY SECRET"""

import json
import sys
import threading

import socketio

transport, origin = sys.argv[1:3]
wanted = {"ticker_btc_jpy", "depth_whole_btc_jpy", "depth_diff_btc_jpy"}
rooms, done = set(), threading.Event()
client = socketio.Client()


@client.on("message")
def message(data):
    assert "data" in data["message"]
    rooms.add(data["room_name"])
    if rooms == wanted:
        done.set()


@client.event
def connect():
    for room in sorted(wanted):
        client.emit("join-room", room)


client.connect(origin, transports=[transport])
done.wait(60)
print(json.dumps(sorted(rooms)))
client.disconnect()
