// Command podsecurityjudge asks the official evaluator of the Pod Security
// Standards, the library behind the API server's PodSecurity admission plugin,
// about many pods: one question a line, one answer a line, in order.
//
// A pod is decoded and defaulted as the API server does it, by the server's own
// codec, and converted as the plugin does it, before it is judged.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	serializerjson "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// question is a pod, and what it is to be judged by: "restricted:v1.25", "baseline:latest".
type question struct {
	ID      int             `json:"id"`
	Pod     json.RawMessage `json:"pod"`
	Queries []string        `json:"queries"`
}

// answer holds each distinct verdict once; Of gives each query its verdict.
type answer struct {
	ID       int       `json:"id"`
	Verdicts []verdict `json:"verdicts,omitempty"`
	Of       []int     `json:"of,omitempty"`
	Error    string    `json:"error,omitempty"`
}

type verdict struct {
	Allowed  bool      `json:"allowed"`
	Failures []failure `json:"failures"`
}

type failure struct {
	ID     policy.CheckID `json:"id"`
	Reason string         `json:"reason"`
	Detail string         `json:"detail"`
}

// revision names a check, and the version from which it is what it is.
type revision struct {
	ID    policy.CheckID `json:"id"`
	Since string         `json:"since"`
}

// judge is the registry of the official checks, each wrapped to leave its name
// when the registry runs it: the registry alone chooses, overrides and orders.
type judge struct {
	evaluator policy.Evaluator
	newest    api.Version
	ran       []revision
	decoder   runtime.Decoder
	levels    map[string]api.LevelVersion
}

func newJudge() (*judge, error) {
	j := &judge{levels: map[string]api.LevelVersion{}}
	checks := policy.DefaultChecks()
	for i := range checks {
		for k := range checks[i].Versions {
			version := &checks[i].Versions[k]
			name, run := revision{checks[i].ID, version.MinimumVersion.String()}, version.CheckPod
			version.CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				j.ran = append(j.ran, name)
				return run(metadata, spec)
			}
			if j.newest.Older(version.MinimumVersion) {
				j.newest = version.MinimumVersion
			}
		}
	}
	evaluator, err := policy.NewEvaluator(checks, nil)
	if err != nil {
		return nil, err
	}
	j.evaluator = evaluator
	serializer := serializerjson.NewSerializerWithOptions(
		serializerjson.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme, serializerjson.SerializerOptions{})
	j.decoder = legacyscheme.Codecs.DecoderToVersion(serializer, core.SchemeGroupVersion)
	return j, nil
}

func main() {
	// A pod is garbage once it is judged, and memory is there: a quarter of the time went into collecting it.
	debug.SetGCPercent(400)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "podsecurityjudge:", err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	j, err := newJudge()
	if err != nil {
		return err
	}
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<16)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(map[string]any{"checks": j.checks()}); err != nil {
		return err
	}
	for {
		// Nothing waits in the buffer: the asker may be waiting for the answers.
		if reader.Buffered() == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return writer.Flush()
		}
		if err != nil {
			return err
		}
		var q question
		if err := json.Unmarshal(line, &q); err != nil {
			return fmt.Errorf("a question that is no JSON: %w", err)
		}
		if err := encoder.Encode(j.answer(q)); err != nil {
			return err
		}
	}
}

func (j *judge) answer(q question) answer {
	pod, err := j.decode(q.Pod)
	if err != nil {
		return answer{ID: q.ID, Error: err.Error()}
	}
	a := answer{ID: q.ID}
	for _, query := range q.Queries {
		lv, err := j.parse(query)
		if err != nil {
			return answer{ID: q.ID, Error: err.Error()}
		}
		v := j.evaluate(lv, pod)
		index := slices.IndexFunc(a.Verdicts, func(other verdict) bool {
			return other.Allowed == v.Allowed && slices.Equal(other.Failures, v.Failures)
		})
		if index < 0 {
			index = len(a.Verdicts)
			a.Verdicts = append(a.Verdicts, v)
		}
		a.Of = append(a.Of, index)
	}
	return a
}

// decode does what the API server does with the body of a request until the
// PodSecurity plugin judges it, but for the pod's strategy: see README.md.
func (j *judge) decode(body []byte) (*corev1.Pod, error) {
	kind := corev1.SchemeGroupVersion.WithKind("Pod")
	internal, _, err := j.decoder.Decode(body, &kind, &core.Pod{})
	if err != nil {
		return nil, err
	}
	pod := &corev1.Pod{}
	return pod, legacyscheme.Scheme.Convert(internal, pod, nil)
}

func (j *judge) parse(query string) (api.LevelVersion, error) {
	if lv, ok := j.levels[query]; ok {
		return lv, nil
	}
	level, version, _ := strings.Cut(query, ":")
	l, err := api.ParseLevel(level)
	if err != nil {
		return api.LevelVersion{}, fmt.Errorf("level %q %w", level, err)
	}
	v, err := api.ParseVersion(version)
	if err != nil {
		return api.LevelVersion{}, fmt.Errorf("version %q %w", version, err)
	}
	j.levels[query] = api.LevelVersion{Level: l, Version: v}
	return j.levels[query], nil
}

func (j *judge) evaluate(lv api.LevelVersion, pod *corev1.Pod) verdict {
	j.ran = j.ran[:0]
	results := j.evaluator.EvaluatePod(lv, &pod.ObjectMeta, &pod.Spec)
	aggregate := policy.AggregateCheckResults(results)
	v := verdict{Allowed: aggregate.Allowed, Failures: []failure{}}
	for i, result := range results {
		if !result.Allowed {
			k := len(v.Failures)
			v.Failures = append(v.Failures, failure{j.ran[i].ID, aggregate.ForbiddenReasons[k], aggregate.ForbiddenDetails[k]})
		}
	}
	return v
}

// checks tells which revision of which check the registry runs, in its order,
// by level and version.
func (j *judge) checks() map[string][]revision {
	table := map[string][]revision{}
	for _, level := range []api.Level{api.LevelPrivileged, api.LevelBaseline, api.LevelRestricted} {
		for minor := 0; minor <= j.newest.Minor(); minor++ {
			lv := api.LevelVersion{Level: level, Version: api.MajorMinorVersion(1, minor)}
			j.evaluate(lv, &corev1.Pod{})
			table[lv.String()] = append([]revision{}, j.ran...)
		}
	}
	return table
}
