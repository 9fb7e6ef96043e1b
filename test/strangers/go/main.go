// Published Go clients against a simulated exchange: stranger rooms|notices ORIGIN KEY SECRET
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	pubnub "github.com/pubnub/go"
	"github.com/zishang520/socket.io/clients/socket/v3"
)

var origin, key, secret string

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ask signs a call by the nonce method.
func ask(method, path, body string) map[string]any {
	nonce := strconv.FormatInt(time.Now().UnixMilli(), 10)
	signed := nonce + body
	if body == "" {
		signed = nonce + "/v1" + path
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed))
	request, err := http.NewRequest(method, origin+"/v1"+path, bytes.NewBufferString(body))
	must(err)
	request.Header.Set("ACCESS-KEY", key)
	request.Header.Set("ACCESS-NONCE", nonce)
	request.Header.Set("ACCESS-SIGNATURE", hex.EncodeToString(mac.Sum(nil)))
	request.Header.Set("Content-Type", "application/json")
	reply, err := http.DefaultClient.Do(request)
	must(err)
	text, err := io.ReadAll(reply.Body)
	must(err)
	var read struct {
		Success int
		Data    map[string]any
	}
	must(json.Unmarshal(text, &read))
	if read.Success != 1 {
		must(fmt.Errorf("%s %s: %s", method, path, text))
	}
	return read.Data
}

// within is the longest time to wait for an expected event on a slow machine.
const within = 90 * time.Second

// distinct returns the different names of a channel, sorted, as soon as there are count of them.
func distinct(heard <-chan string, count int) []string {
	list, end := []string{}, time.After(within)
	for len(list) < count {
		select {
		case name := <-heard:
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		case <-end:
			must(fmt.Errorf("after %s there is no more than %v", within, list))
		}
	}
	slices.Sort(list)
	return list
}

func rooms() any {
	heard := make(chan string, 10_000)
	// The client connects only after its handlers are set.
	options := socket.DefaultOptions()
	options.SetAutoConnect(false)
	client, err := socket.Connect(origin, options)
	must(err)
	client.On("message", func(args ...any) {
		if body, ok := args[0].(map[string]any); ok {
			heard <- body["room_name"].(string)
		}
	})
	client.On("connect", func(...any) {
		for _, room := range []string{"ticker_btc_jpy", "depth_whole_btc_jpy", "depth_diff_btc_jpy"} {
			client.Emit("join-room", room)
		}
	})
	client.Connect()
	return distinct(heard, 3)
}

func notices() any {
	access := ask("GET", "/user/subscribe", "")
	channel := access["pubnub_channel"].(string)
	config := pubnub.NewConfig()
	config.SubscribeKey = "sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe"
	config.UUID = channel
	config.AuthKey = access["pubnub_token"].(string)
	config.Origin = strings.TrimPrefix(origin, "http://")
	config.Secure = false
	client := pubnub.NewPubNub(config)
	listener := pubnub.NewListener()
	heard, connected := make(chan string, 10_000), make(chan bool, 100)
	go func() {
		for {
			select {
			case status := <-listener.Status:
				if status.Category == pubnub.PNConnectedCategory {
					connected <- true
				}
			case message := <-listener.Message:
				heard <- message.Message.(map[string]any)["method"].(string)
			case <-listener.Presence:
			}
		}
	}()
	client.AddListener(listener)
	client.Subscribe().Channels([]string{channel}).Execute()
	select {
	case <-connected:
	case <-time.After(within):
		must(fmt.Errorf("PubNub has not connected within %s", within))
	}
	ask("POST", "/user/spot/order", `{"pair":"xrp_jpy","amount":"1","price":"200","side":"buy","type":"limit"}`)
	return distinct(heard, 2)
}

func main() {
	origin, key, secret = os.Args[2], os.Args[3], os.Args[4]
	doers := map[string]func() any{"rooms": rooms, "notices": notices}
	text, err := json.Marshal(doers[os.Args[1]]())
	must(err)
	fmt.Println(string(text))
}
