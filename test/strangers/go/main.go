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
	"sync"
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

type names struct {
	sync.Mutex
	seen map[string]bool
}

func (n *names) add(name string) {
	n.Lock()
	defer n.Unlock()
	n.seen[name] = true
}

func (n *names) sorted() []string {
	n.Lock()
	defer n.Unlock()
	list := []string{}
	for name := range n.seen {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

func (n *names) wait(count int) []string {
	for i := 0; i < 200 && len(n.sorted()) < count; i++ {
		time.Sleep(100 * time.Millisecond)
	}
	return n.sorted()
}

func rooms() any {
	found := &names{seen: map[string]bool{}}
	client, err := socket.Connect(origin, nil)
	must(err)
	client.On("message", func(args ...any) {
		if body, ok := args[0].(map[string]any); ok {
			found.add(body["room_name"].(string))
		}
	})
	client.On("connect", func(...any) {
		for _, room := range []string{"ticker_btc_jpy", "depth_whole_btc_jpy", "depth_diff_btc_jpy"} {
			client.Emit("join-room", room)
		}
	})
	return found.wait(3)
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
	found, connected := &names{seen: map[string]bool{}}, make(chan bool, 1)
	go func() {
		for {
			select {
			case status := <-listener.Status:
				if status.Category == pubnub.PNConnectedCategory {
					connected <- true
				}
			case message := <-listener.Message:
				found.add(message.Message.(map[string]any)["method"].(string))
			case <-listener.Presence:
			}
		}
	}()
	client.AddListener(listener)
	client.Subscribe().Channels([]string{channel}).Execute()
	select {
	case <-connected:
	case <-time.After(10 * time.Second):
	}
	ask("POST", "/user/spot/order", `{"pair":"xrp_jpy","amount":"1","price":"200","side":"buy","type":"limit"}`)
	return found.wait(2)
}

func main() {
	origin, key, secret = os.Args[2], os.Args[3], os.Args[4]
	doers := map[string]func() any{"rooms": rooms, "notices": notices}
	text, err := json.Marshal(doers[os.Args[1]]())
	must(err)
	fmt.Println(string(text))
}
