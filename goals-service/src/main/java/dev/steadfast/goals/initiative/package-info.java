/**
 * Initiatives: what is done where from when on, and which metric it should move by how much. What
 * came of it is measured in the package effect.
 */
@NullMarked
package dev.steadfast.goals.initiative;

import org.jspecify.annotations.NullMarked;
