// An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.
//
// It claims nothing yet, and answers unsupported to every operation. docs/protocol.md has every message.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

const (
	protocol    = 1
	unsupported = -32001
	maxLine     = 16 << 20
)

type object = map[string]any

var handshake = object{
	"protocol":       protocol,
	"implementation": object{"name": "{{name}}", "version": "0.1.0", "language": "Go"},
	"profiles":       []string{"v6.12"},
	// Add "core" here as soon as the operations of that capability are offered.
	"capabilities": []string{},
	"settle":       "exact",
}

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

type callParams struct {
	Thread string                     `json:"thread"`
	Op     string                     `json:"op"`
	Args   map[string]json.RawMessage `json:"args"`
}

// world is what reset makes anew: put your implementation here.
type world struct {
	profile string
}

// call lets a named thread begin an operation; it returns the observation once everything has settled.
func (w *world) call(params callParams) (any, error) {
	return nil, fmt.Errorf("operation %s is not offered", params.Op)
}

// session is one conversation with the suite.
type session struct {
	world *world
}

// answer returns an error for what is not offered.
func (s *session) answer(method string, raw json.RawMessage) (any, error) {
	switch method {
	case "initialize":
		return handshake, nil
	case "reset":
		var params struct {
			Profile string `json:"profile"`
		}
		if err := json.Unmarshal(raw, &params); err != nil {
			return nil, err
		}
		s.world = &world{profile: params.Profile}
		return object{}, nil
	case "call":
		var params callParams
		if err := json.Unmarshal(raw, &params); err != nil {
			return nil, err
		}
		return s.world.call(params)
	case "shutdown":
		return object{}, nil
	}
	return nil, fmt.Errorf("%s is not offered", method)
}

func main() {
	s := &session{}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<16), maxLine)
	out := json.NewEncoder(os.Stdout) // not buffered: each answer leaves at once
	for in.Scan() {
		var r request
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		answer := object{"jsonrpc": "2.0", "id": r.ID}
		if result, err := s.answer(r.Method, r.Params); err != nil {
			answer["error"] = object{"code": unsupported, "message": err.Error()}
		} else {
			answer["result"] = result
		}
		if err := out.Encode(answer); err != nil {
			os.Exit(1)
		}
		if r.Method == "shutdown" {
			return
		}
	}
}
