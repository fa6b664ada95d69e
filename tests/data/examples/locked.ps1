# A swarm of three managers that want a key after a restart; m2 was restarted. The lab has made it so.

function Initialize-Scene {
}

function Save-Scene {
}

function Restore-Scene {
}
