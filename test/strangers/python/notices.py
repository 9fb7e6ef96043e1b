"""The PubNub SDK for Python: notices.py ORIGIN KEY SECRET"""

import hashlib
import hmac
import json
import os
import sys
import threading
import time

import requests
from pubnub.callbacks import SubscribeCallback
from pubnub.pnconfiguration import PNConfiguration
from pubnub.pubnub import PubNub

origin, key, secret = sys.argv[1:4]
nonce = int(time.time() * 1000)


def ask(method, path, body=None):
    global nonce
    nonce += 1
    text = json.dumps(body) if body else ""
    signed = f"{nonce}{text if body else '/v1' + path}"
    headers = {
        "ACCESS-KEY": key,
        "ACCESS-NONCE": str(nonce),
        "ACCESS-SIGNATURE": hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest(),
        "Content-Type": "application/json",
    }
    reply = requests.request(method, f"{origin}/v1{path}", data=text or None, headers=headers, timeout=60)
    return reply.json()["data"]


methods, statuses, last = [], [], 0
connected, ended, heard = threading.Event(), threading.Event(), threading.Event()


class Listener(SubscribeCallback):
    def status(self, pubnub, status):
        statuses.append(str(status.category))
        if status.is_error():
            ended.set()
        else:
            connected.set()

    def message(self, pubnub, message):
        global last
        last = message.timetoken
        methods.append(message.message["method"])
        if {"spot_order_new", "asset_update"} <= set(methods):
            heard.set()

    def presence(self, pubnub, presence):
        pass


def order():
    body = {"pair": "xrp_jpy", "amount": "1", "price": "200", "side": "buy", "type": "limit"}
    return ask("POST", "/user/spot/order", body)


def subscribe():
    return ask("GET", "/user/subscribe")


access = subscribe()
config = PNConfiguration()
config.subscribe_key = "sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe"
config.user_id = access["pubnub_channel"]
config.origin = origin.removeprefix("http://")
config.ssl = False
config.daemon = True
pubnub = PubNub(config)
pubnub.set_token(access["pubnub_token"])
pubnub.add_listener(Listener())
pubnub.subscribe().channels(access["pubnub_channel"]).execute()
connected.wait(60)
order()
live = heard.wait(60)

# The token expires soon here. The SDK is informed of that, and continues with another token.
ended.wait(60)
refused = list(statuses)
methods.clear()
heard.clear()
order()
pubnub.unsubscribe().channels(access["pubnub_channel"]).execute()
pubnub.set_token(subscribe()["pubnub_token"])
pubnub.subscribe().channels(access["pubnub_channel"]).with_timetoken(last).execute()
again = heard.wait(60)
print(json.dumps({"live": live, "refused": refused, "again": again}))
sys.stdout.flush()
# Threads of the SDK are still polling.
os._exit(0)
