#!/bin/sh
# A film in parts as clusters make it: GNU Parallel, and an array of jobs of a real Slurm on this
# machine alone, whose daemons end with the test. Needs root and Debian's slurm-wlm and parallel.
set -u
. tests/checks.sh
for command in munged slurmctld slurmd sbatch parallel ffmpeg; do
    command -v $command >/dev/null || {
        echo "make test-slurm needs $command: apt install slurm-wlm parallel ffmpeg"
        exit 1
    }
done
[ "$(id -u)" = 0 ] || { echo "make test-slurm needs root: it starts Slurm's daemons"; exit 1; }
PATH=$(dirname "$program"):$PATH
chmod 755 "$folder" # munged wants nobody else to write there
cd "$folder" || exit 1
daemons=
leave() {
    for daemon in $daemons; do
        kill "$daemon" 2>/dev/null
    done
    wait
    rm -rf "$folder"
}
trap leave EXIT

cat >talk.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3, padding: 1}
output: {size: 200x120, fps: 10}
timeline: {step: 0.5, move: 0.2}
show: none
END
# whole WHAT FILE: it has all pictures, or what the daemons and jobs said is shown.
whole() {
    before=$failed
    same "$1: pictures" "$(frames whole.mp4)" "$(frames "$2")"
    [ "$failed" = "$before" ] || cat ./*.log slurm-*.out 2>/dev/null
}
convreel render -q talk.yaml -o whole.mp4 || exit 1

# ---- GNU Parallel: the line of docs/scene.md ----

parallel convreel render -q talk.yaml -o part{}.mp4 --part {}/4 ::: 1 2 3 4 &&
    convreel join part[1-4].mp4 -o parallel.mp4
whole "GNU Parallel" parallel.mp4

# ---- Slurm ----

head -c 1024 /dev/urandom >munge.key
chmod 400 munge.key
mkdir -m 755 state spool
munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munge.seed" 2>>munged.log &
daemons="$daemons $!"
host=$(hostname -s)
cat >slurm.conf <<END
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge
CredType=cred/munge
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
export SLURM_CONF=$folder/slurm.conf
until [ -S munge ]; do sleep 0.2; done
slurmctld -D 2>>slurmctld.log &
daemons="$daemons $!"
slurmd -D -N "$host" 2>>slurmd.log &
daemons="$daemons $!"

cat >talk.sh <<'END'
#!/bin/sh
#SBATCH --array=10-14:2
srun convreel render -q talk.yaml --format mp4 -o parts/ --part auto
END
for second in $(seq 60); do # until the daemons answer
    jobs=$(sbatch --parsable talk.sh 2>/dev/null) && break
    sleep 1
done
timeout 120 sbatch --wait --dependency="afterok:$jobs" --wrap "convreel join parts/talk_part*of3.mp4 -o talk.mp4"
whole "Slurm, an array of three" talk.mp4
finish
