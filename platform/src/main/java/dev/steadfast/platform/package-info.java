/** What the services share. Small on purpose: when it passes 1,500 lines of main code, ask why. */
@NullMarked
package dev.steadfast.platform;

import org.jspecify.annotations.NullMarked;
