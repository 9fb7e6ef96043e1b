//! Published Rust crates against a simulated exchange: stranger ORIGIN KEY SECRET.
//! `crypto-botters-bitbank` talks to it. `bitbankutil_rs` decodes its messages and refuses unknown fields.

use std::time::Duration;

use bitbankutil_rs::bitbank_bot::BitbankInboundMessage;
use bitbankutil_rs::bitbank_structs::*;
use bitbankutil_rs::depth::Depth;
use crypto_botters::bitbank::{BitbankHttpUrl, BitbankOption, BitbankWebSocketUrl};
use crypto_botters::generic_api_client::http::{Method, RequestConfig};
use crypto_botters::generic_api_client::websocket::WebSocketConfig;
use crypto_botters::Client;
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

struct Rest {
    client: Client,
    public: String,
    private: String,
    key: String,
    secret: String,
}

impl Rest {
    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<T, String> {
        let is_private = path.starts_with("/user/");
        let mut config = RequestConfig::default();
        config.max_try = 1;
        config.timeout = Duration::from_secs(30);
        config.url_prefix = if is_private {
            self.private.clone()
        } else {
            self.public.clone()
        };
        let options = [
            BitbankOption::HttpUrl(BitbankHttpUrl::None),
            BitbankOption::HttpAuth(is_private),
            BitbankOption::Key(self.key.clone()),
            BitbankOption::Secret(self.secret.clone()),
            BitbankOption::RequestConfig(config),
        ];
        let reply: BitbankApiResponse = self
            .client
            .request(method, path, None::<&()>, body, options)
            .await
            .map_err(|error| format!("{path}: {error:?}"))?;
        serde_json::from_value(reply.data.clone())
            .map_err(|error| format!("{path}: {error} in {}", reply.data))
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, String> {
        self.ask(Method::GET, path, None).await
    }
}

/// A recorded market has no candles of years before its recording.
async fn public_rest(rest: &Rest, has_history: bool) -> Result<(), String> {
    rest.get::<BitbankTickerResponse>("/btc_jpy/ticker").await?;
    rest.get::<Vec<BitbankTickersDatum>>("/tickers").await?;
    rest.get::<BitbankDepthWhole>("/btc_jpy/depth").await?;
    rest.get::<BitbankTransactionsData>("/btc_jpy/transactions")
        .await?;
    if has_history {
        rest.get::<BitbankCandlestickResponse>("/btc_jpy/candlestick/1day/2025")
            .await?;
    }
    rest.get::<BitbankCircuitBreakInfo>("/btc_jpy/circuit_break_info")
        .await?;
    Ok(())
}

async fn private_rest(rest: &Rest) -> Result<(), String> {
    rest.get::<BitbankAssetsData>("/user/assets").await?;
    let order = json!({"pair": "btc_jpy", "amount": "0.001", "price": "9000000", "side": "buy", "type": "limit"});
    let placed: BitbankCreateOrderResponse = rest
        .ask(Method::POST, "/user/spot/order", Some(order))
        .await?;
    let one = format!("/user/spot/order?pair=btc_jpy&order_id={}", placed.order_id);
    let read: BitbankGetOrderResponse = rest.get(&one).await?;
    let active: BitbankActiveOrdersResponse =
        rest.get("/user/spot/active_orders?pair=btc_jpy").await?;
    if read.status != "UNFILLED" || active.orders.len() != 1 {
        return Err(format!(
            "{} is {}, of {}",
            read.order_id,
            read.status,
            active.orders.len()
        ));
    }
    let gone = json!({"pair": "btc_jpy", "order_id": placed.order_id});
    let cancelled: BitbankCancelOrderResponse = rest
        .ask(Method::POST, "/user/spot/cancel_order", Some(gone))
        .await?;
    if cancelled.status != "CANCELED_UNFILLED" {
        return Err(cancelled.status);
    }
    let market = json!({"pair": "btc_jpy", "amount": "0.001", "side": "buy", "type": "market"});
    rest.ask::<BitbankCreateOrderResponse>(Method::POST, "/user/spot/order", Some(market))
        .await?;
    let history: BitbankTradeHistoryResponse =
        rest.get("/user/spot/trade_history?pair=btc_jpy").await?;
    if history.trades.is_empty() {
        return Err("no trade".to_owned());
    }
    rest.get::<BitbankChannelAndTokenResponse>("/user/subscribe")
        .await?;
    Ok(())
}

/// Returns the best `count` levels of the book, to compare it before and after each whole.
fn best(depth: &BitbankDepth, count: usize) -> Vec<String> {
    (0..count)
        .map(|k| format!("{:?} {:?}", depth.kth_best_bid(k), depth.kth_best_ask(k)))
        .collect()
}

async fn stream(origin: &str) -> Result<Value, String> {
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let mut config = WebSocketConfig::default();
    config.url_prefix = origin.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket";
    let rooms = [
        "ticker",
        "transactions",
        "depth_diff",
        "depth_whole",
        "circuit_break_info",
    ];
    let channels = rooms.iter().map(|room| format!("{room}_btc_jpy")).collect();
    let connection = Client::new()
        .websocket(
            "",
            move |value: Value| {
                let _ = sender.send(
                    bitbankutil_rs::replay::decode_bitbank(&value)
                        .map_err(|error| error.to_string()),
                );
            },
            [
                BitbankOption::WebSocketUrl(BitbankWebSocketUrl::None),
                BitbankOption::WebSocketConfig(config),
                BitbankOption::WebSocketChannels(channels),
            ],
        )
        .await
        .map_err(|error| error.to_string())?;
    let mut depth = BitbankDepth::new();
    let (mut wholes, mut equal, mut diffs, mut kinds) =
        (0, 0, 0, std::collections::BTreeSet::new());
    while wholes < 3 {
        let next = tokio::time::timeout(Duration::from_secs(40), receiver.recv()).await;
        let Some((_, message)) = next.map_err(|_| "silence")?.ok_or("closed")?? else {
            continue;
        };
        match message {
            BitbankInboundMessage::DepthDiff(diff) => {
                kinds.insert("diff");
                diffs += 1;
                depth.insert_diff(diff)?;
            }
            BitbankInboundMessage::DepthWhole(whole) => {
                kinds.insert("whole");
                let before = best(&depth, 150);
                depth.update_whole(whole)?;
                wholes += 1;
                equal += usize::from(before == best(&depth, 150));
            }
            BitbankInboundMessage::Ticker(_) => {
                kinds.insert("ticker");
            }
            BitbankInboundMessage::CircuitBreakInfo(_) => {
                kinds.insert("circuit-break");
            }
            _ => {}
        }
    }
    drop(connection);
    // Nothing came before the first whole.
    Ok(json!({"wholes": wholes, "equal": equal, "diffs": diffs, "kinds": kinds}))
}

#[tokio::main]
async fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().collect();
    let [_, what @ .., origin, key, secret] = words.as_slice() else {
        return Err("[recorded] ORIGIN KEY SECRET".to_owned());
    };
    let rest = Rest {
        client: Client::new(),
        public: origin.clone(),
        private: format!("{origin}/v1"),
        key: key.clone(),
        secret: secret.clone(),
    };
    public_rest(&rest, what.is_empty()).await?;
    private_rest(&rest).await?;
    println!("{}", stream(origin).await?);
    Ok(())
}
