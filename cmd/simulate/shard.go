package main

import (
	"fmt"
	"strconv"

	"parley/sim/results"
)

// shard is one part of a batch that is spread over machines.
type shard struct{ i, n int }

func (s *shard) String() string { return fmt.Sprintf("%d/%d", s.i, s.n) }

// shardOf reads --shard: i/n, or auto for the place of this task in a Slurm array or an Indexed Job of Kubernetes. "" is no shard.
func shardOf(text string, getenv func(string) string) (*shard, error) {
	switch text {
	case "":
		return nil, nil
	case "auto":
		return autoShard(getenv)
	}
	i, n, err := results.ParseShard(text)
	if err != nil {
		return nil, usage("--%w", err)
	}
	return &shard{i, n}, nil
}

// autoShard looks where the schedulers say which task this is: SLURM_ARRAY_TASK_ID of SLURM_ARRAY_TASK_COUNT, counted from
// SLURM_ARRAY_TASK_MIN in steps of SLURM_ARRAY_TASK_STEP; JOB_COMPLETION_INDEX of SIMULATE_SHARDS, since Kubernetes does not tell a task how
// many there are. SIMULATE_SHARDS also stands in for the count of a Slurm array of which single tasks are run again.
func autoShard(getenv func(string) string) (*shard, error) {
	number := func(name string) (int, bool) {
		x, err := strconv.Atoi(getenv(name))
		return x, err == nil
	}
	count, counted := number("SIMULATE_SHARDS")
	if id, ok := number("SLURM_ARRAY_TASK_ID"); ok {
		if !counted {
			lowest, _ := number("SLURM_ARRAY_TASK_MIN")
			step, stepped := number("SLURM_ARRAY_TASK_STEP")
			if n, ok := number("SLURM_ARRAY_TASK_COUNT"); ok {
				if !stepped || step < 1 {
					step = 1
				}
				id, count, counted = (id-lowest)/step, n, true
			}
		}
		return checkedShard(id, count, counted, "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT or SIMULATE_SHARDS")
	}
	if id, ok := number("JOB_COMPLETION_INDEX"); ok {
		return checkedShard(id, count, counted, "JOB_COMPLETION_INDEX", "SIMULATE_SHARDS")
	}
	return nil, usage("--shard auto: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set; write --shard i/n")
}

func checkedShard(id, count int, counted bool, idName, countName string) (*shard, error) {
	if !counted {
		return nil, usage("--shard auto: %s is %d, but %s does not say how many shards there are", idName, id, countName)
	}
	if count < 1 || id < 0 || id >= count {
		return nil, usage("--shard auto: %s gives shard %d of %d; it counts from 0", idName, id, count)
	}
	return &shard{id, count}, nil
}
