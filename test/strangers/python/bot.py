"""pybotters: REST, the public stream into its DataStore, the private stream: bot.py ORIGIN KEY SECRET"""

import asyncio
import json
import sys
import time
from contextlib import suppress
from decimal import Decimal

import pybotters
from pybotters.auth import Auth, Hosts, Item
from pybotters.helpers.bitbank import subscribe
from pybotters.ws import Heartbeat, HeartbeatHosts

origin, key, secret = sys.argv[1:4]
pair = "btc_jpy"

# pybotters knows hosts by name. This host counts as bitbank.
Hosts.items["127.0.0.1"] = Item("bitbank", Auth.bitbank)
HeartbeatHosts.items["127.0.0.1"] = Heartbeat.bitbank


def differences(store, whole):
    """Counts the prices at which the store and a whole have different amounts."""
    found = 0
    for side in ("bids", "asks"):
        # A whole has all decimals, a diff has no trailing zeros.
        theirs = {price: Decimal(amount) for price, amount in whole[side]}
        low, high = min(theirs, key=Decimal), max(theirs, key=Decimal)
        rows = store.depth.find({"pair": pair, "side": side})
        mine = {
            row["price"]: Decimal(row["amount"])
            for row in rows
            if Decimal(low) <= Decimal(row["price"]) <= Decimal(high)
        }
        found += sum(1 for price in mine.keys() | theirs.keys() if mine.get(price) != theirs.get(price))
    return found


async def public_stream(client):
    """Compares the book that the store makes of diffs with each whole, before the store applies the whole."""
    store = pybotters.bitbankDataStore()
    compared, diffs, wholes = [], 0, 0
    done = asyncio.Event()

    def on_message(text, ws):
        nonlocal diffs, wholes
        if not text.startswith("42"):
            return
        body = json.loads(text[2:])[1]
        if body["room_name"] == f"depth_diff_{pair}":
            diffs += 1
        if body["room_name"] == f"depth_whole_{pair}":
            whole = body["message"]["data"]
            known = store.depth._sequence_id.get(pair)
            # Before the first whole, the store has only some diffs and no book. If a diff has come that the whole does
            # not contain yet, the next whole is compared instead.
            if wholes > 0 and known <= int(whole["sequenceId"]):
                compared.append(differences(store, whole))
                if len(compared) == 2:
                    done.set()
            wholes += 1
        store.onmessage(text, ws)

    rooms = ("depth_whole", "depth_diff", "transactions", "ticker")
    ws = await client.ws_connect(
        f"{origin.replace('http', 'ws')}/socket.io/?EIO=3&transport=websocket",
        send_str=["40"] + [f'42["join-room","{room}_{pair}"]' for room in rooms],
        hdlr_str=on_message,
    )
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(done.wait(), 80)
    tickers = store.ticker.find({"pair": pair})
    del ws
    return {"compared": compared, "diffs": diffs, "ticker": len(tickers) > 0}


async def until(isTrue):
    end = time.monotonic() + 60
    while not isTrue() and time.monotonic() < end:
        await asyncio.sleep(0.02)
    return isTrue()


async def private_stream(client):
    store = pybotters.bitbankPrivateDataStore()
    begun = asyncio.Event()

    async def follow():
        async for answer in subscribe(client, bitbank_server=origin, pubnub_server=origin):
            # The first answer only gives the beginning of the stream. Later answers contain all messages since then.
            begun.set()
            for message in answer["m"]:
                store.onmessage(message["d"])

    task = asyncio.create_task(follow())
    await asyncio.wait_for(begun.wait(), 60)
    await store.initialize(client.get("/user/assets"), client.get("/user/spot/active_orders"))
    before = len(store.spot_order.find())

    async def order(**more):
        body = {"pair": pair, "amount": "0.001", "side": "buy", **more}
        async with client.post("/user/spot/order", data=body) as reply:
            return (await reply.json())["data"]

    resting = await order(type="limit", price="9000000")
    active = await until(lambda: store.spot_order.get({"order_id": resting["order_id"]}) is not None)
    cancelled = {"pair": pair, "order_id": resting["order_id"]}
    async with client.post("/user/spot/cancel_order", data=cancelled) as reply:
        assert (await reply.json())["success"] == 1
    gone = await until(lambda: store.spot_order.get({"order_id": resting["order_id"]}) is None)

    await order(type="market")
    traded = await until(lambda: len(store.spot_trade.find()) > 0)
    async with client.get("/user/assets") as reply:
        assets = (await reply.json())["data"]["assets"]
    same = await until(
        lambda: all(
            store.asset.get({"asset": one["asset"]})["free_amount"] == one["free_amount"]
            for one in assets
            if one["asset"] in ("jpy", "btc")
        )
    )
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return {"before": before, "active": active, "gone": gone, "traded": traded, "sameAssets": same}


async def main():
    apis = {"bitbank": [key, secret]}
    async with pybotters.Client(apis=apis, base_url=f"{origin}/v1") as client:
        async with client.get(f"{origin}/{pair}/depth") as reply:
            depth = (await reply.json())["data"]
        private, public = await asyncio.gather(private_stream(client), public_stream(client))
        print(json.dumps({"depth": len(depth["asks"]), "private": private, "public": public}))


asyncio.run(main())
