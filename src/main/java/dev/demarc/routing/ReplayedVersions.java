package dev.demarc.routing;

import java.util.UUID;

/** Whether a draft was tried on past cases as it is now; what replays it implements this. */
public interface ReplayedVersions {

  boolean isReplayed(UUID versionId, int version);
}
