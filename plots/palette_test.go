package plots

import (
	"math"
	"testing"
)

// CIEDE2000 colour difference. Source: Sharma, Wu & Dalal 2005; checked below against their table 1.
func ciede2000(a, b [3]float64) float64 {
	deg := math.Pi / 180
	c1, c2 := math.Hypot(a[1], a[2]), math.Hypot(b[1], b[2])
	cm := math.Pow((c1+c2)/2, 7)
	g := 0.5 * (1 - math.Sqrt(cm/(cm+math.Pow(25, 7))))
	a1, a2 := a[1]*(1+g), b[1]*(1+g)
	c1, c2 = math.Hypot(a1, a[2]), math.Hypot(a2, b[2])
	hue := func(x, y float64) float64 {
		if x == 0 && y == 0 {
			return 0
		}
		h := math.Atan2(y, x) / deg
		if h < 0 {
			h += 360
		}
		return h
	}
	h1, h2 := hue(a1, a[2]), hue(a2, b[2])
	dh := h2 - h1
	switch {
	case c1*c2 == 0:
		dh = 0
	case dh > 180:
		dh -= 360
	case dh < -180:
		dh += 360
	}
	dl, dc, dH := b[0]-a[0], c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(dh*deg/2)
	lm, cmm := (a[0]+b[0])/2, (c1+c2)/2
	hm := (h1 + h2) / 2
	switch {
	case c1*c2 == 0:
		hm = h1 + h2
	case math.Abs(h1-h2) > 180 && h1+h2 < 360:
		hm += 180
	case math.Abs(h1-h2) > 180:
		hm -= 180
	}
	t := 1 - 0.17*math.Cos((hm-30)*deg) + 0.24*math.Cos(2*hm*deg) + 0.32*math.Cos((3*hm+6)*deg) - 0.20*math.Cos((4*hm-63)*deg)
	sl := 1 + 0.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50))
	sc, sh := 1+0.045*cmm, 1+0.015*cmm*t
	rt := -2 * math.Sqrt(math.Pow(cmm, 7)/(math.Pow(cmm, 7)+math.Pow(25, 7))) * math.Sin(60*deg*math.Exp(-math.Pow((hm-275)/25, 2)))
	return math.Sqrt(math.Pow(dl/sl, 2) + math.Pow(dc/sc, 2) + math.Pow(dH/sh, 2) + rt*dc/sc*dH/sh)
}

func TestCIEDE2000(t *testing.T) {
	for _, c := range []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, -1, 2}, [3]float64{50, 0, 0}, 2.3669},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
	} {
		if got := ciede2000(c.a, c.b); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%v %v: %.4f, want %.4f (Sharma 2005, table 1)", c.a, c.b, got, c.want)
		}
	}
}

func linear(s string) [3]float64 {
	c := rgb(s)
	f := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return [3]float64{f(c.R), f(c.G), f(c.B)}
}

func lab(rgb [3]float64) [3]float64 {
	x := (0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047
	y := 0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2]
	z := (0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	return [3]float64{116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))}
}

// Colour blindness at full severity. Source: Machado, Oliveira & Fernandes 2009, table 1.
var blindness = map[string][3][3]float64{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// Any two outcomes differ by at least 16 for every sort of eye, and by 9 in the colours printed without colour.
func TestPalette_outcomesStayApart(t *testing.T) {
	for name, m := range blindness {
		for i := range 6 {
			for j := range i {
				see := func(s string) [3]float64 {
					c := linear(s)
					var out [3]float64
					for r := range 3 {
						out[r] = min(1, max(0, m[r][0]*c[0]+m[r][1]*c[1]+m[r][2]*c[2]))
					}
					return lab(out)
				}
				if d := ciede2000(see(house.ending[i]), see(house.ending[j])); d < 16 {
					t.Errorf("%s: %s and %s differ by %.1f", name, endingTitles[i], endingTitles[j], d)
				}
			}
		}
	}
	for i := range 6 {
		for j := range i {
			if d := ciede2000(lab(linear(grey.ending[i])), lab(linear(grey.ending[j]))); d < 9 {
				t.Errorf("grey: %s and %s differ by %.1f", endingTitles[i], endingTitles[j], d)
			}
		}
	}
}

// Text on every fill has a contrast of at least 4.5 to 1. Source: WCAG 2.2, 1.4.3.
func TestPalette_textIsReadable(t *testing.T) {
	lum := func(s string) float64 {
		c := linear(s)
		return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	}
	check := func(what, fill, on string) {
		a, b := lum(fill), lum(on)
		if r := (max(a, b) + 0.05) / (min(a, b) + 0.05); r < 4.5 {
			t.Errorf("%s: %s on %s has a contrast of %.2f", what, on, fill, r)
		}
	}
	for _, p := range []palette{house, grey} {
		for i := range p.ending {
			check(endingTitles[i], p.ending[i], p.onEnd[i])
		}
		for i := range p.bands {
			check("band", p.bands[i], p.onBand[i])
		}
	}
}
